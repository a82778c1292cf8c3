package io.github.ecstaskretry.cli.commands.operate;

import picocli.CommandLine.Command;

@Command(
        name = "retry-now",
        header = "Launch a retry that waits or is held at once.",
        description =
                "Stops the execution that waits, and starts one that launches the next attempt now. If the first one launches its task"
                        + " at that moment, the attempt still has one task.",
        footer = {"./ecs-retry retry-now 0123456", "./ecs-retry retry-now 0123456 --yes --json | jq -r .executionArn"})
public final class RetryNowCommand extends JobCommand {

    @Override
    String question(String job) {
        return "Launch the next attempt of " + job + " now?";
    }
}
