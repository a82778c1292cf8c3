package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.aws.AwsErrors;
import io.github.ecstaskretry.cli.doctor.Stack;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** The stack by DescribeStacks and ListStackResources (AWS CloudFormation API reference). */
final class StackReader {

    private static final String ALARM = "AWS::CloudWatch::Alarm";
    private static final String DESCRIBE = "cloudformation:DescribeStacks";

    private final CloudFormationClient cloudFormation;

    StackReader(CloudFormationClient cloudFormation) {
        this.cloudFormation = cloudFormation;
    }

    /** The stack, and how far this machine's clock was ahead of the answer's when it came. */
    record StackReading(Stack stack, Duration skew, Instant readAt) {}

    /**
     * Reads the stack of that name.
     *
     * @throws UnreadableDeploymentException if the stack does not exist or may not be read
     */
    StackReading read(String name) {
        try {
            DescribeStacksResponse answer = cloudFormation.describeStacks(request -> request.stackName(name));
            Instant readAt = Instant.now();
            return new StackReading(stack(answer.stacks().getFirst()), skew(answer, readAt), readAt);
        } catch (SdkException e) {
            throw new UnreadableDeploymentException(
                    "cannot read the stack '" + name + "': " + AwsErrors.explain(e, DESCRIBE, "DoctorPolicyArn"), e);
        }
    }

    private Stack stack(software.amazon.awssdk.services.cloudformation.model.Stack stack) {
        List<StackResourceSummary> resources = cloudFormation
                .listStackResourcesPaginator(request -> request.stackName(stack.stackId()))
                .stackResourceSummaries()
                .stream()
                .filter(StackReader::isThere)
                .toList();
        return new Stack(
                stack.stackId(),
                stack.stackStatusAsString(),
                stack.lastUpdatedTime() == null ? stack.creationTime() : stack.lastUpdatedTime(),
                resources.stream()
                        .collect(Collectors.toMap(
                                StackResourceSummary::logicalResourceId, StackResourceSummary::physicalResourceId)),
                resources.stream()
                        .filter(resource -> resource.resourceType().equals(ALARM))
                        .map(StackResourceSummary::physicalResourceId)
                        .toList());
    }

    private static boolean isThere(StackResourceSummary resource) {
        return resource.physicalResourceId() != null
                && !resource.resourceStatusAsString().equals("DELETE_COMPLETE");
    }

    /** By the answer's header {@code Date}, which has seconds; zero where it has none. */
    private static Duration skew(DescribeStacksResponse answer, Instant readAt) {
        return answer.sdkHttpResponse()
                .firstMatchingHeader("Date")
                .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant())
                .map(date -> Duration.between(date, readAt))
                .orElse(Duration.ZERO);
    }
}
