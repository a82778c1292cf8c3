package io.github.ecstaskretry.cli.commands.arguments;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.StackOutputs;
import java.util.Optional;
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

    /** The value of an environment variable that stands for a part of the default stack; empty if the user names a stack. */
    public Optional<String> variable(String name) {
        return stack == null
                ? Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank())
                : Optional.empty();
    }

    /** Asks the stack once. The other arguments are those of {@link StackOutputs#read}. */
    public StackOutputs outputs(AwsConnection aws, String policy, String instead) {
        if (outputs == null) {
            outputs = StackOutputs.read(aws, name(), policy, instead);
        }
        return outputs;
    }
}
