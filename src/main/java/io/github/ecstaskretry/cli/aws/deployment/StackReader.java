package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.aws.AwsErrorMessages;
import io.github.ecstaskretry.cli.aws.LackingPermission;
import io.github.ecstaskretry.cli.aws.NonAwsResponse;
import io.github.ecstaskretry.cli.doctor.deployed.Stack;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
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
    record Answer(Stack stack, Duration skew, Instant readAt) {}

    /**
     * Asks for the stack of that name.
     *
     * @throws UnreadableDeploymentException when there is none, or nobody may know
     */
    Answer read(String name) {
        try {
            DescribeStacksResponse answer = cloudFormation.describeStacks(request -> request.stackName(name));
            Instant readAt = Instant.now();
            return new Answer(stack(answer.stacks().getFirst()), skew(answer, readAt), readAt);
        } catch (AwsServiceException e) {
            throw new UnreadableDeploymentException(refusal(name, e), e);
        } catch (SdkException e) {
            throw new UnreadableDeploymentException(AwsErrorMessages.reason(e), e);
        }
    }

    private static String refusal(String name, AwsServiceException e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("does not exist")) {
            return "there is no stack '" + name
                    + "' in this account and Region: name it with --stack and its Region with --region";
        }
        if (NonAwsResponse.isGivenBy(e)) {
            return AwsErrorMessages.reason(e);
        }
        Optional<LackingPermission> lacking = LackingPermission.of(e, DESCRIBE);
        if (lacking.isPresent()) {
            return lacking.get().action().startsWith("cloudformation:")
                            && lacking.get().refusal() == null
                    ? "access is denied: the IAM actions " + DESCRIBE
                            + " and cloudformation:ListStackResources are lacking on the stack '" + name
                            + "'; its output DoctorPolicyArn names a policy that has them"
                    : lacking.get().says() + "; " + lacking.get().cure(null);
        }
        return AwsErrorMessages.isUnknownCaller(e) ? AwsErrorMessages.reason(e) : "CloudFormation refuses: " + text;
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
