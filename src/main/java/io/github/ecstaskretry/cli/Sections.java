package io.github.ecstaskretry.cli;

import java.util.List;
import picocli.CommandLine.Help.Ansi.Style;

/** Lines with a heading on the left of the first. */
final class Sections {

    /** The longest heading is {@code Attempt 50}. */
    private static final int HEADING_WIDTH = 11;

    private final Terminal terminal;

    Sections(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(String heading, List<String> lines) {
        String label = heading;
        for (String line : lines) {
            String padded = ("%-" + HEADING_WIDTH + "s").formatted(label);
            terminal.out().println((terminal.paint(padded, Style.bold) + line).stripTrailing());
            label = "";
        }
    }
}
