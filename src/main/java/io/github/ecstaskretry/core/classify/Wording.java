package io.github.ecstaskretry.core.classify;

import java.util.regex.Pattern;

/**
 * Removes from AWS's texts what varies: upper and lower case, white space, typographic and double quotation marks, escapes of JSON
 * inside JSON, the names in ARNs (of which only the service stays), and the dots of a text cut short.
 */
final class Wording {

    private static final String ESCAPED_APOSTROPHE = "\\u2019";
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:([a-z0-9-]*):[^\\s,')]*");

    private Wording() {}

    /** The text in its normal form. A second application changes nothing. */
    static String normalise(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\\') {
                if (text.startsWith(ESCAPED_APOSTROPHE, i)) {
                    normal.append('\'');
                    i += ESCAPED_APOSTROPHE.length() - 1;
                } else if (i + 1 < text.length() && "nrt".indexOf(text.charAt(i + 1)) >= 0) {
                    gap = true;
                    i++;
                }
            } else if (Character.isWhitespace(letter) || Character.isSpaceChar(letter)) {
                gap = true;
            } else if (!dropped(letter)) {
                if (gap && !normal.isEmpty()) {
                    normal.append(' ');
                }
                gap = false;
                normal.append(plain(letter));
            }
        }
        return ARN.matcher(withoutTrailingDots(normal)).replaceAll("arn:$1");
    }

    private static boolean dropped(char letter) {
        return letter == '"' || letter == '\u201C' || letter == '\u201D' || letter == '\u200B' || letter == '\uFEFF';
    }

    private static char plain(char letter) {
        return switch (letter) {
            case '\u2018', '\u2019', '\u02BC', '`' -> '\'';
            default -> Character.toLowerCase(letter);
        };
    }

    private static String withoutTrailingDots(StringBuilder text) {
        int end = text.length();
        while (end > 0
                && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '\u2026' || text.charAt(end - 1) == ' ')) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Whether the character can be part of a word, a name or a path. A phrase does not begin or end between two such characters. */
    static boolean isWord(char letter) {
        return letter == '-' || letter == '_' || letter == '/' || Character.isLetterOrDigit(letter);
    }
}
