package io.github.ecstaskretry.cli.commands.operate;

import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.cli.text.Text;
import picocli.CommandLine.Option;

/** Asks before a command launches or stops something. */
final class YesOption {

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking. Needed if the input is not a terminal.")
    private boolean yes;

    /** Throws an {@link InputError} if nobody can be asked. */
    boolean agreed(Terminal terminal, String question) {
        if (yes) {
            return true;
        }
        if (!terminal.keyboard()) {
            throw new InputError("nothing was done, because the input is not a terminal and nobody can be asked: "
                    + Text.printable(question) + " Give --yes to do it.");
        }
        boolean agreed = terminal.agrees(Text.printable(question));
        if (!agreed) {
            terminal.err().println("Nothing was done.");
        }
        return agreed;
    }
}
