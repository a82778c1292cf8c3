package io.github.ecstaskretry.cli;

import java.time.ZoneId;
import java.time.ZoneOffset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How an answer looks. */
@Command(optionListHeading = "How it looks")
final class LookOptions {

    @Option(names = "--no-color", description = "No colours, on a terminal neither.")
    private boolean noColour;

    @Option(names = "--utc", description = "Times in UTC: the default, and stronger than --local.")
    private boolean utc;

    @Option(names = "--local", description = "Times in this machine's zone; days begin there too.")
    private boolean local;

    Terminal terminal(Terminal terminal) {
        return noColour ? terminal.plain() : terminal;
    }

    Moments moments() {
        return new Moments(local && !utc ? ZoneId.systemDefault() : ZoneOffset.UTC);
    }
}
