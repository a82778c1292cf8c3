package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.commands.arguments.InputError;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The manual, and the completion, of what {@code ./ecs-retry} runs itself: the local run is no part of this program. */
@Command(
        name = "local",
        header = "Run the function and everything around it on this machine.",
        description = {
            "Runs the packaged function without AWS: DynamoDB Local, stand-ins of ECS, Step Functions and SNS on loopback, and four"
                    + " jobs that fail. It is the launcher's own: only ./ecs-retry in the project's directory has it."
        },
        exitCodeList = {"0:every job has ended as it should", "1:one has not", "2:the arguments cannot be used"},
        footer = {"./ecs-retry local", "./ecs-retry local --stay --port 4566"})
// What is never read is shown and completed.
@SuppressWarnings("UnusedVariable")
final class LocalCommand implements Callable<Integer> {

    @Option(names = "--stay", description = "Keep everything up until Ctrl-C, for events of your own and the AWS CLI.")
    private boolean stay;

    @Option(names = "--port", paramLabel = "N", description = "The port of the endpoint; any free one without it.")
    private int port;

    @Option(
            names = "--loop",
            description = "Feed the handler by a plain loop instead of AWS's Java runtime interface client.")
    private boolean loop;

    @Override
    public Integer call() {
        throw new InputError("'local' is the launcher's: run ./ecs-retry in the project's directory");
    }
}
