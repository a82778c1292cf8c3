package io.github.ecstaskretry.format;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the known word that a misspelt word may mean. */
public final class DidYouMean {

    private DidYouMean() {}

    /** Such as {@code ", did you mean 'attempts'?"}; empty if no known word is near. */
    public static String hint(String word, Collection<String> known) {
        return nearest(word, known)
                .map(candidate -> ", did you mean '" + candidate + "'?")
                .orElse("");
    }

    /** The known word that needs the fewest edits, or that is a part of this one as in {@code maxAttempts}. */
    private static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() > 40) {
            return Optional.empty();
        }
        int mostEdits = Math.clamp(word.length() / 3, 0, 2);
        return known.stream()
                .filter(candidate -> edits(word, candidate) <= mostEdits)
                .min(Comparator.comparingInt(candidate -> edits(word, candidate)))
                .or(() -> known.stream()
                        .filter(candidate -> isPart(word, candidate))
                        .max(Comparator.comparingInt(String::length)));
    }

    private static boolean isPart(String word, String candidate) {
        return (candidate.length() >= 4 && plain(word).contains(plain(candidate)))
                || (word.length() >= 4 && plain(candidate).startsWith(plain(word)));
    }

    /** Levenshtein's distance, ignoring case, hyphens and underscores. */
    private static int edits(String left, String right) {
        String from = plain(left);
        String to = plain(right);
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int change = from.charAt(line - 1) == to.charAt(column - 1) ? diagonal : diagonal + 1;
                diagonal = row[column];
                row[column] = Math.min(change, Math.min(row[column], row[column - 1]) + 1);
            }
        }
        return row[to.length()];
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
