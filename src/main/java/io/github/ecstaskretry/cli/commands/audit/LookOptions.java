package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.commands.arguments.ColourOption;
import io.github.ecstaskretry.cli.text.Terminal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an answer looks. */
final class LookOptions {

    @Mixin
    private ColourOption colour = new ColourOption();

    @Option(names = "--utc", description = "Times in UTC: the default, and stronger than --local.")
    private boolean utc;

    @Option(names = "--local", description = "Times in this machine's zone; days begin there too.")
    private boolean local;

    Terminal terminal(Terminal terminal) {
        return colour.terminal(terminal);
    }

    Moments moments() {
        return new Moments(local && !utc ? ZoneId.systemDefault() : ZoneOffset.UTC);
    }
}
