package io.github.ecstaskretry.core.classify;

import org.jspecify.annotations.Nullable;

/**
 * Words that a reason may contain, as the catalogue writes them:
 *
 * <ul>
 * <li>{@code access denied}: these words anywhere, not inside longer words ({@code access-denied-fn} is another word)
 * <li>{@code cannotpull*}, {@code *exception}: the marked end may go on inside a word
 * <li>{@code =agent}: the whole text
 * </ul>
 *
 * <p>ECS cuts texts short. A phrase whose last word is cut counts as found if {@value #CUT_LETTERS} letters and two thirds of it
 * remain. A phrase that is cut earlier does not count, because the rest may mean something else.
 *
 * @param text the words, in the normal form of {@link Wording#normalise}
 * @param openStart may begin inside a word
 * @param openEnd may end inside a word
 * @param whole must be the whole text
 */
public record Phrase(String text, boolean openStart, boolean openEnd, boolean whole) implements Sign {

    private static final int CUT_LETTERS = 10;

    /**
     * Reads the catalogue's notation.
     *
     * @throws IllegalArgumentException if there are no words, or if they are not in normal form, so that no text could contain
     *     them
     */
    public static Phrase parse(String notation) {
        if (notation.startsWith("=")) {
            return new Phrase(checked(notation.substring(1)), false, false, true);
        }
        boolean openStart = notation.startsWith("*");
        boolean openEnd = notation.length() > 1 && notation.endsWith("*");
        String text = notation.substring(openStart ? 1 : 0, notation.length() - (openEnd ? 1 : 0));
        return new Phrase(checked(text), openStart, openEnd, false);
    }

    private static String checked(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a phrase must have words");
        }
        if (!text.chars().allMatch(letter -> letter < 128)) {
            throw new IllegalArgumentException("the phrase '" + text + "' must be ASCII");
        }
        String normal = Wording.normalise(text);
        if (!text.strip().equals(normal)) {
            throw new IllegalArgumentException("the phrase '" + text + "' can never be found; write '" + normal + "'");
        }
        return text;
    }

    /** Written by hand, like {@link #equals}, because methods that the JVM generates at run time slow the start by milliseconds. */
    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Phrase phrase
                && text.equals(phrase.text)
                && openStart == phrase.openStart
                && openEnd == phrase.openEnd
                && whole == phrase.whole;
    }

    @Override
    public boolean isIn(Reading reading) {
        if (whole) {
            return text.equals(reading.message());
        }
        return reading.mayContain(text, CUT_LETTERS) && standsIn(reading.text());
    }

    private boolean standsIn(String searched) {
        for (int at = searched.indexOf(text); at >= 0; at = searched.indexOf(text, at + 1)) {
            if ((openStart || isEdge(searched, at)) && (openEnd || isEdge(searched, at + text.length()))) {
                return true;
            }
        }
        return isCutOffIn(searched);
    }

    private boolean isCutOffIn(String searched) {
        int lastWord = text.lastIndexOf(' ') + 1;
        int enough = Math.max(Math.max(CUT_LETTERS, (text.length() * 2 + 2) / 3), lastWord + 1);
        for (int there = text.length() - 1; there >= enough; there--) {
            int at = searched.length() - there;
            if (text.regionMatches(0, searched, at, there)
                    && Wording.isWord(text.charAt(there - 1))
                    && (openStart || isEdge(searched, at))) {
                return true;
            }
        }
        return false;
    }

    /** True unless the position lies between two letters of one word. */
    private static boolean isEdge(String searched, int at) {
        return at == 0
                || at == searched.length()
                || !Wording.isWord(searched.charAt(at - 1))
                || !Wording.isWord(searched.charAt(at));
    }

    /** The catalogue's notation, which {@link #parse} reads. */
    public String notation() {
        return (whole ? "=" : "") + (openStart ? "*" : "") + text + (openEnd ? "*" : "");
    }
}
