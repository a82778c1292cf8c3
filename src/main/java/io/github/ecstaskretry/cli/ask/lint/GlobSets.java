package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.policy.Glob;
import java.util.List;
import java.util.Locale;

/** Compares lists of globs by the texts that they match. An empty list matches everything. */
final class GlobSets {

    private GlobSets() {}

    /** Whether the first list certainly matches every text that the second list matches. */
    static boolean covers(List<Glob> wide, List<Glob> narrow) {
        return wide.isEmpty()
                || (!narrow.isEmpty()
                        && narrow.stream().allMatch(glob -> wide.stream().anyMatch(other -> covers(other, glob))));
    }

    /** The same, ignoring case. */
    static boolean coversIgnoringCase(List<Glob> wide, List<Glob> narrow) {
        return covers(lowerCase(wide), lowerCase(narrow));
    }

    /** Whether some text may match both. */
    static boolean meet(List<Glob> left, List<Glob> right) {
        return left.isEmpty()
                || right.isEmpty()
                || left.stream().anyMatch(glob -> right.stream().anyMatch(other -> meet(glob, other)));
    }

    private static List<Glob> lowerCase(List<Glob> globs) {
        return globs.stream()
                .map(glob -> new Glob(glob.pattern().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** Reads the narrow pattern as a text, in which only a star matches a star, and a star or a question mark matches a question mark. */
    static boolean covers(Glob wide, Glob narrow) {
        return align(wide.pattern(), narrow.pattern(), false);
    }

    /** Whether some text matches both: a star of either may stand for any part of the other. */
    static boolean meet(Glob left, Glob right) {
        return align(left.pattern(), right.pattern(), true);
    }

    /** Fills a table from the ends of both patterns: which suffix of one matches which suffix of the other. */
    private static boolean align(String left, String right, boolean bothWays) {
        boolean[][] fits = new boolean[left.length() + 1][right.length() + 1];
        for (int l = left.length(); l >= 0; l--) {
            for (int r = right.length(); r >= 0; r--) {
                fits[l][r] = fits(left, l, right, r, bothWays, fits);
            }
        }
        return fits[0][0];
    }

    private static boolean fits(String left, int l, String right, int r, boolean bothWays, boolean[][] fits) {
        boolean leftEnds = l == left.length();
        boolean rightEnds = r == right.length();
        if (leftEnds && rightEnds) {
            return true;
        }
        if (!leftEnds && left.charAt(l) == '*') {
            return fits[l + 1][r] || (!rightEnds && fits[l][r + 1]);
        }
        if (!rightEnds && right.charAt(r) == '*') {
            return bothWays && (fits[l][r + 1] || (!leftEnds && fits[l + 1][r]));
        }
        return !leftEnds
                && !rightEnds
                && sameCharacter(left.charAt(l), right.charAt(r), bothWays)
                && fits[l + 1][r + 1];
    }

    private static boolean sameCharacter(char left, char right, boolean bothWays) {
        return left == '?' || left == right || (bothWays && right == '?');
    }
}
