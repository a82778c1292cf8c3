package io.github.ecstaskretry.format;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a misspelt word was meant to be. */
public final class DidYouMean {

    /** A word with more edits than this is taken for another word. */
    private static final int MOST_EDITS = 2;

    private DidYouMean() {}

    /** Such as {@code ", did you mean 'attempts'?"}; empty if no known word is near. */
    public static String hint(String word, Collection<String> known) {
        return nearest(word, known)
                .map(candidate -> ", did you mean '" + candidate + "'?")
                .orElse("");
    }

    /** The known word with the fewest edits, if there are few enough. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() > 40) {
            return Optional.empty();
        }
        return known.stream()
                .min(Comparator.comparingInt(candidate -> edits(word, candidate)))
                .filter(candidate -> edits(word, candidate) <= MOST_EDITS);
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
