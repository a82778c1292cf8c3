package io.github.ecstaskretry.cli.commands.arguments;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.StackOutputs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deployment a command is about. */
public final class StackOption {

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "ecs-task-retry",
            description = "The CloudFormation stack; default: ${DEFAULT-VALUE}.")
    private String stack = "ecs-task-retry";

    private @Nullable StackOutputs outputs;

    public String name() {
        return stack;
    }

    /** Asks once. The other arguments are those of {@link StackOutputs#read}. */
    public StackOutputs outputs(AwsConnection aws, String policy, String instead) {
        if (outputs == null) {
            outputs = StackOutputs.read(aws, stack, policy, instead);
        }
        return outputs;
    }
}
