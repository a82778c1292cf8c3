package io.github.ecstaskretry.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Texts in the columns of a terminal. */
final class Text {

    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    private Text() {}

    /** How many columns the text takes; its colours take none. */
    static int width(String text) {
        return COLOUR.matcher(text).replaceAll("").codePoints().map(Text::width).sum();
    }

    private static int width(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> Character.isIdeographic(character) ? 2 : 1;
        };
    }

    /** As much of a text without colours as fits, with an ellipsis where something is missing. */
    static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int left = width - 1;
        for (int character : text.codePoints().toArray()) {
            left -= width(character);
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(character);
        }
        return kept.append('…').toString();
    }

    /**
     * The text in lines, broken at blanks. A word that is longer than a line, such as a link, is left whole and where it is.
     *
     * @param width of the first line; 0: as wide as it needs to be
     * @param indent blanks before every other line, which count
     */
    static List<String> wrap(String text, int width, int indent) {
        if (width <= 0 || width(text) <= width) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        String blank = "";
        for (String word : text.split(" ", -1)) {
            boolean fits = width(line + blank + word) <= width;
            if (!fits && width(word) <= width - indent) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(indent));
                blank = "";
            }
            line.append(blank).append(word);
            blank = " ";
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
