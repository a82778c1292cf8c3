package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.man.ManPage;
import io.github.ecstaskretry.cli.man.ManPageTroff;
import io.github.ecstaskretry.cli.text.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes manuals as man(1) takes them. */
@Command(
        name = "man",
        header = "Write a command's manual for man(1).",
        description =
                "Writes what --help shows in the language of man(7): for 'man -l -', or for a folder of the MANPATH.",
        footer = {"./ecs-retry man jobs | man -l -", "./ecs-retry man > ~/.local/share/man/man1/ecs-retry.1"})
final class ManCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "Such as jobs, or policy check; without it ecs-retry itself.")
    private List<String> words = List.of();

    ManCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        CommandSpec named = spec.root();
        for (String word : words) {
            CommandLine next = named.subcommands().get(word);
            if (next == null) {
                throw new InputError("'" + named.qualifiedName() + "' has no command '" + word + "'");
            }
            named = next.getCommandSpec();
        }
        terminal.out().print(ManPageTroff.write(ManPage.of(named), Version.text()));
        return ExitCode.OK;
    }
}
