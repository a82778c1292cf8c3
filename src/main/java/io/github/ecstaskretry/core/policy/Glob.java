package io.github.ecstaskretry.core.policy;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A text pattern of a policy: {@code *} matches any run of characters, {@code ?} matches one, and everything else matches itself. */
public record Glob(String pattern) {

    /** Whether the whole text matches. Case counts. */
    public boolean matches(String text) {
        return matches(pattern, text);
    }

    /** Whether the whole text matches if case is ignored: for AWS's messages, whose case changes. */
    public boolean matchesIgnoringCase(String text) {
        return matches(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT));
    }

    /** Whether there is no glob, or one matches. No glob matches a missing text. */
    public static boolean anyOrNone(List<Glob> globs, @Nullable String text) {
        return globs.isEmpty() || (text != null && globs.stream().anyMatch(glob -> glob.matches(text)));
    }

    /** Greedy with one step back. Takes linear time in practice, and at worst the product of both lengths. */
    private static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
