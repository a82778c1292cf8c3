package io.github.ecstaskretry.cli.commands.arguments;

import io.github.ecstaskretry.cli.text.Terminal;
import picocli.CommandLine.Option;

/** The option that switches colours off. */
public final class ColourOption {

    @Option(names = "--no-color", description = "Print no colours, even on a terminal.")
    private boolean noColour;

    public Terminal terminal(Terminal terminal) {
        return noColour ? terminal.plain() : terminal;
    }
}
