package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.TerminalCommand;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes picocli's completion script. One script serves bash and zsh; picocli has none for fish. */
@Command(
        name = "completion",
        header = "Write the completion script for bash or zsh.",
        description =
                "The script completes commands, options, and the words that options take, such as causes and states.",
        footer = {
            "source <(./ecs-retry completion bash)",
            "./ecs-retry completion bash > ~/.local/share/bash-completion/completions/ecs-retry",
            "source <(./ecs-retry completion zsh)"
        })
final class CompletionCommand extends TerminalCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "SHELL",
            arity = "0..1",
            description = "${COMPLETION-CANDIDATES}; default: bash. There is no script for fish.")
    @SuppressWarnings("UnusedVariable") // Both shells take the same script.
    private Shell shell = Shell.BASH;

    private enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        terminal().out().print(AutoComplete.bash("ecs-retry", spec().root().commandLine()));
        return ExitCode.OK;
    }
}
