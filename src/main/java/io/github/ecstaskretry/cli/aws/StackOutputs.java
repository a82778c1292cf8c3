package io.github.ecstaskretry.cli.aws;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;

/** The outputs of a deployed stack. */
public record StackOutputs(String stack, Map<String, String> values) {

    /**
     * Reads the outputs.
     *
     * @param policy the stack's output that names a policy with this call
     * @param instead what the user can give so that the stack is not asked, such as {@code --table NAME}
     * @throws UnreadableException if the stack does not exist or may not be read
     */
    public static StackOutputs read(AwsConnection aws, String stack, String policy, String instead) {
        try (CloudFormationClient cloudFormation = aws.client(CloudFormationClient.builder())) {
            return new StackOutputs(
                    stack,
                    cloudFormation
                            .describeStacks(request -> request.stackName(stack))
                            .stacks()
                            .getFirst()
                            .outputs()
                            .stream()
                            .collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
        } catch (SdkException e) {
            throw new UnreadableException(
                    "cannot read the stack '" + stack + "': "
                            + AwsErrors.explain(e, "cloudformation:DescribeStacks", policy)
                                    .replaceFirst("[^.]$", "$0.")
                            + " Or give " + instead,
                    e);
        }
    }

    /** Throws an {@link UnreadableException} if the stack does not have that output. */
    public String value(String output) {
        @Nullable String value = values.get(output);
        if (value == null) {
            throw new UnreadableException("the stack '" + stack + "' has no output " + output
                    + "; name the stack of ecs-task-retry with --stack");
        }
        return value;
    }
}
