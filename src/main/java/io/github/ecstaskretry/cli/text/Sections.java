package io.github.ecstaskretry.cli.text;

import java.util.List;
import picocli.CommandLine.Help.Ansi.Style;

/** Lines with a heading to the left of the first. Lines longer than the terminal are broken. */
public final class Sections {

    /** Before the continuation of a broken line. */
    private static final int INDENT = 2;

    private final Terminal terminal;
    private final int headingWidth;

    public Sections(Terminal terminal, int headingWidth) {
        this.terminal = terminal;
        this.headingWidth = headingWidth;
    }

    /** The terminal for the lines without their heading. */
    public Terminal lines() {
        return terminal.narrower(headingWidth);
    }

    public void print(String heading, List<String> lines) {
        String label = heading;
        for (String line : lines) {
            for (String part : Text.wrap(line, lines().width(), INDENT)) {
                String padded = ("%-" + headingWidth + "s").formatted(label);
                terminal.out().println((terminal.paint(padded, Style.bold) + part).stripTrailing());
                label = "";
            }
        }
    }
}
