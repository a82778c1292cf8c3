package io.github.ecstaskretry.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts as a terminal shows them. */
public final class Text {

    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    /** Unicode's replacement character. */
    private static final int UNKNOWN = 0xFFFD;

    private Text() {}

    /** The number of terminal columns that the text takes. Colours take none. */
    public static int width(String text) {
        return COLOUR.matcher(text).replaceAll("").codePoints().map(Text::width).sum();
    }

    private static int width(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> Character.isIdeographic(character) ? 2 : 1;
        };
    }

    /**
     * Makes a foreign text safe to print on one line: replaces line ends and tabs by blanks, and characters that control the terminal
     * or the reading direction by symbols. Anyone who may stop a task writes the reason that others read here.
     */
    public static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().map(Text::printable).forEach(printable::appendCodePoint);
        return printable.toString();
    }

    /** The same for a text of several lines, such as an error message that quotes a file. */
    public static String printableLines(String text) {
        return text.lines().map(Text::printable).collect(Collectors.joining("\n"));
    }

    /** Unicode has a symbol for each control character of ASCII, in the same order from U+2400. */
    private static int printable(int character) {
        return switch (character) {
            case '\t', '\n', '\r', 0x85, 0x2028, 0x2029 -> ' ';
            case 0x7F -> 0x2421;
            case 0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069 ->
                UNKNOWN;
            default -> {
                boolean controls =
                        Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
                yield !controls ? character : character < ' ' ? 0x2400 + character : UNKNOWN;
            }
        };
    }

    /** Cuts a text without colours to the width, with an ellipsis. */
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
     * Breaks the text into lines at blanks. A word that is longer than a line, such as a link, stays whole.
     *
     * @param width of each line; 0: do not break
     * @param indent blanks before every line but the first; they count
     */
    public static List<String> wrap(String text, int width, int indent) {
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
