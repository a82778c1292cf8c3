package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.text.Terminal;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        header = "Write the completion script for bash and zsh.",
        description = {
            "Writes a script that a shell is to read: it completes commands, options, and the words that options take, such as causes"
                    + " and states."
        },
        footer = {
            "source <(./ecs-retry completion)        # this shell",
            "./ecs-retry completion > ~/.local/share/bash-completion/completions/ecs-retry",
            "autoload -U +X bashcompinit && bashcompinit && source <(./ecs-retry completion)        # zsh"
        })
final class CompletionCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var root = Objects.requireNonNull(spec.parent()).commandLine();
        terminal.out().print(CompletionScript.of(root));
        return ExitCode.OK;
    }
}
