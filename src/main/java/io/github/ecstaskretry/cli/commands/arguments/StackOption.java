package io.github.ecstaskretry.cli.commands.arguments;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.StackOutputs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deployment a command is about. */
public final class StackOption {

    private static final String DEFAULT = "ecs-task-retry";

    @Option(names = "--stack", paramLabel = "NAME", description = "The CloudFormation stack; default: " + DEFAULT + ".")
    private @Nullable String stack;

    private @Nullable StackOutputs outputs;

    public String name() {
        return stack == null ? DEFAULT : stack;
    }

    /**
     * A part of the deployment: the user's own value, else the environment variable's unless the user names a stack, else the stack's
     * output. Asks the stack once.
     *
     * @param policy the stack's output that names a policy with this call
     * @param option by which the user gives it, such as {@code --table NAME}
     */
    public String part(
            @Nullable String given, String variable, AwsConnection aws, String policy, String option, String output) {
        if (given != null) {
            return given;
        }
        String set = stack == null ? System.getenv(variable) : null;
        if (set != null && !set.isBlank()) {
            return set;
        }
        if (outputs == null) {
            outputs = StackOutputs.read(aws, name(), policy, option + ", or set " + variable + ".");
        }
        return outputs.value(output);
    }
}
