package io.github.ecstaskretry.format.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Guesses what a misspelt key was meant to be. */
public final class NearestKey {

    /** More slips than this make another word. */
    private static final int MOST_SLIPS = 2;

    private NearestKey() {}

    /** Such as {@code ", did you mean 'attempts'?"}; empty when nothing is near. */
    public static String hint(String key, List<String> known) {
        if (key.length() > 40) {
            return "";
        }
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
                .filter(candidate -> distance(key, candidate) <= MOST_SLIPS)
                .map(candidate -> ", did you mean '" + candidate + "'?")
                .orElse("");
    }

    /** Levenshtein's, with upper and lower case, hyphens and underscores being the same. */
    private static int distance(String left, String right) {
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

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
