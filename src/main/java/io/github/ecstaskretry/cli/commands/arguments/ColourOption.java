package io.github.ecstaskretry.cli.commands.arguments;

import io.github.ecstaskretry.cli.text.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether an answer has colours. */
@Command(optionListHeading = "How it looks")
public final class ColourOption {

    @Option(names = "--no-color", description = "No colours, on a terminal neither.")
    private boolean noColour;

    public Terminal terminal(Terminal terminal) {
        return noColour ? terminal.plain() : terminal;
    }
}
