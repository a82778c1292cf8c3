package io.github.ecstaskretry.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether an answer has colours. */
@Command(optionListHeading = "How it looks")
final class ColourOption {

    @Option(names = "--no-color", description = "No colours, on a terminal neither.")
    private boolean noColour;

    Terminal terminal(Terminal terminal) {
        return noColour ? terminal.plain() : terminal;
    }
}
