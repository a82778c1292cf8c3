package io.github.ecstaskretry.core.classify;

/**
 * Words that a reason may contain, as the catalogue writes them:
 *
 * <ul>
 *   <li>{@code access denied} — these words anywhere, not inside longer words ({@code access-denied-fn} is another word)
 *   <li>{@code cannotpull*}, {@code *exception} — the marked end may go on inside a word
 *   <li>{@code =agent} — the whole text, and nothing else
 * </ul>
 *
 * @param text the words, in the form that {@link Wording#normalise} gives
 * @param openStart may begin inside a word
 * @param openEnd may end inside a word
 * @param whole must be all there is
 */
public record Phrase(String text, boolean openStart, boolean openEnd, boolean whole) {

    /**
     * @throws IllegalArgumentException when nothing is left to look for, or when the words are not in normal form and so
     *     could never be found
     */
    public Phrase {
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
    }

    /** Reads the catalogue's notation. */
    public static Phrase parse(String notation) {
        if (notation.startsWith("=")) {
            return new Phrase(notation.substring(1), false, false, true);
        }
        boolean openStart = notation.startsWith("*");
        boolean openEnd = notation.length() > 1 && notation.endsWith("*");
        return new Phrase(
                notation.substring(openStart ? 1 : 0, notation.length() - (openEnd ? 1 : 0)),
                openStart,
                openEnd,
                false);
    }

    /** The catalogue's notation, which {@link #parse} reads. */
    public String notation() {
        return (whole ? "=" : "") + (openStart ? "*" : "") + text + (openEnd ? "*" : "");
    }
}
