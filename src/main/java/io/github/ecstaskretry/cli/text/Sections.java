package io.github.ecstaskretry.cli.text;

import java.util.List;
import picocli.CommandLine.Help.Ansi.Style;

/** Lines with a heading on the left of the first; long ones are broken where the terminal ends. */
public final class Sections {

    /** What a line that was broken goes on behind. */
    private static final int INDENT = 2;

    private final Terminal terminal;
    private final int headingWidth;

    public Sections(Terminal terminal, int headingWidth) {
        this.terminal = terminal;
        this.headingWidth = headingWidth;
    }

    /** How wide the lines may be. */
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
