package io.github.ecstaskretry.cli.text;

import io.github.ecstaskretry.core.classify.CauseKind;
import picocli.CommandLine.Help.Ansi.Style;

/** The colours of kinds of causes. */
public final class Kinds {

    private Kinds() {}

    /** The kind's word in its colour, padded with blanks to that width. */
    public static String painted(Terminal terminal, CauseKind kind, int width) {
        return terminal.paint(("%-" + width + "s").formatted(kind.word()), style(kind));
    }

    public static Style style(CauseKind kind) {
        return switch (kind) {
            case TRANSIENT, SUCCESS -> Style.fg_green;
            case PERMANENT -> Style.fg_red;
            case AMBIGUOUS -> Style.fg_yellow;
            case INTENTIONAL -> Style.fg_blue;
        };
    }
}
