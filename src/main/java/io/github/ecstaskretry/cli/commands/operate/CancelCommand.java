package io.github.ecstaskretry.cli.commands.operate;

import picocli.CommandLine.Command;

@Command(
        name = "cancel",
        header = "Cancel a job whose retry waits or is held.",
        description =
                "Stops the execution that waits, so that nothing more is launched. The job ends CANCELLED. If a task of the job runs"
                        + " already, the answer says how to stop it.",
        footer = {"./ecs-retry cancel 0123456", "./ecs-retry cancel 0123456 --reason 'the input is wrong' --yes"})
public final class CancelCommand extends JobCommand {

    @Override
    String question(String job) {
        return "Cancel " + job + "?";
    }
}
