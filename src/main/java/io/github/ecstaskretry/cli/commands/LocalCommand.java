package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.commands.arguments.InputError;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Shown and completed here, but run by {@code ./ecs-retry} of a clone: the local run is made of test classes. */
final class LocalCommand {

    private LocalCommand() {}

    static CommandSpec spec() {
        Callable<Integer> run = () -> {
            throw new InputError(
                    "'local' needs a clone of the project, because it starts the function from the project's"
                            + " tests: run ./ecs-retry local there");
        };
        CommandSpec command = CommandSpec.wrapWithoutInspection(run).name("local");
        command.addOption(OptionSpec.builder("--stay").build())
                .addOption(OptionSpec.builder("--loop").build())
                .addOption(
                        OptionSpec.builder("--port").paramLabel("N").arity("1").build())
                .usageMessage()
                .header("Run the function and everything around it on this machine, without AWS.")
                .description("Needs a clone of the project: './ecs-retry local --help' explains it there.")
                .footer("./ecs-retry local --stay --port 4566");
        return command;
    }
}
