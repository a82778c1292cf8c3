package io.github.ecstaskretry.core.policy;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text pattern: {@code *} stands for any run of characters, {@code ?} for one; everything else for itself.
 *
 * @param pattern as the policy says it
 */
public record Glob(String pattern) {

    /** True when the whole text fits, upper and lower case being different. */
    public boolean matches(String text) {
        return matches(pattern, text);
    }

    /** True when the whole text fits, upper and lower case being the same: for AWS's prose, whose casing changes. */
    public boolean matchesIgnoringCase(String text) {
        return matches(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT));
    }

    /** True when no glob is declared, or one of them fits; none fits what is not there. */
    static boolean anyOrNone(List<Glob> globs, @Nullable String text) {
        return globs.isEmpty() || (text != null && globs.stream().anyMatch(glob -> glob.matches(text)));
    }

    /** Greedy with one step back: linear in practice, at worst the product of both lengths. */
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
