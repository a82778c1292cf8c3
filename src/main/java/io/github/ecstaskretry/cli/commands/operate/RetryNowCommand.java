package io.github.ecstaskretry.cli.commands.operate;

import io.github.ecstaskretry.cli.text.Terminal;
import picocli.CommandLine.Command;

@Command(
        name = "retry-now",
        header = "Launch a retry that waits or is held at once.",
        description =
                "Starts a new execution that launches the next attempt now, and stops the one that waits. However they race, the"
                        + " attempt has one task.",
        footer = {"./ecs-retry retry-now 0123456", "./ecs-retry retry-now 0123456 --yes --json | jq -r .executionArn"})
public final class RetryNowCommand extends JobCommand {

    public RetryNowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    String question(String job) {
        return "Launch the next attempt of " + job + " now?";
    }
}
