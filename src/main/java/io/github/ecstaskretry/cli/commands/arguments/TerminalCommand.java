package io.github.ecstaskretry.cli.commands.arguments;

import io.github.ecstaskretry.cli.text.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that answers on a terminal, which the root of the command line supplies. */
public abstract class TerminalCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    protected final CommandSpec spec() {
        return spec;
    }

    protected Terminal terminal() {
        return ((Root) spec.root().userObject()).terminal();
    }

    protected final void say(String line) {
        terminal().say(line);
    }

    /** The root of the command line. */
    public interface Root {
        Terminal terminal();
    }
}
