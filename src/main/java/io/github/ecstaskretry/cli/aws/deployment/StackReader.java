package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.aws.UnreadableException;
import io.github.ecstaskretry.cli.doctor.Deployment.Alarm;
import io.github.ecstaskretry.cli.doctor.Lookup;
import io.github.ecstaskretry.cli.doctor.Stack;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** Reads the stack and its alarms (AWS CloudFormation and Amazon CloudWatch API references). */
record StackReader(CloudFormationClient cloudFormation, CloudWatchClient cloudWatch) {

    /** The stack, and how far this machine's clock was ahead of the answer's when it came. */
    record StackReading(Stack stack, Duration skew, Instant readAt) {}

    /** Throws an {@link UnreadableException} if the stack does not exist or may not be read. */
    StackReading read(String name) {
        try {
            DescribeStacksResponse answer = cloudFormation.describeStacks(request -> request.stackName(name));
            Instant readAt = Instant.now();
            return new StackReading(stack(answer.stacks().getFirst()), skew(answer, readAt), readAt);
        } catch (SdkException e) {
            throw new UnreadableException(
                    "cannot read the stack '" + name + "'", "cloudformation:DescribeStacks", "DoctorPolicyArn", e);
        }
    }

    private Stack stack(software.amazon.awssdk.services.cloudformation.model.Stack stack) {
        List<StackResourceSummary> resources = cloudFormation
                .listStackResourcesPaginator(request -> request.stackName(stack.stackId()))
                .stackResourceSummaries()
                .stream()
                .filter(resource -> resource.physicalResourceId() != null
                        && !resource.resourceStatusAsString().equals("DELETE_COMPLETE"))
                .toList();
        return new Stack(
                stack.stackId(),
                stack.stackStatusAsString(),
                stack.lastUpdatedTime() == null ? stack.creationTime() : stack.lastUpdatedTime(),
                withTopic(
                        resources.stream()
                                .collect(Collectors.toMap(
                                        StackResourceSummary::logicalResourceId,
                                        StackResourceSummary::physicalResourceId)),
                        stack),
                resources.stream()
                        .filter(resource -> resource.resourceType().equals("AWS::CloudWatch::Alarm"))
                        .map(StackResourceSummary::physicalResourceId)
                        .toList());
    }

    /** A shared topic is only an output of the stack. */
    private static Map<String, String> withTopic(
            Map<String, String> resources, software.amazon.awssdk.services.cloudformation.model.Stack stack) {
        stack.outputs().stream()
                .filter(output -> output.outputKey().equals("TopicArn"))
                .forEach(output -> resources.putIfAbsent(Stack.TOPIC, output.outputValue()));
        return resources;
    }

    /** By the answer's header {@code Date}, which has seconds; zero if it has none. */
    private static Duration skew(DescribeStacksResponse answer, Instant readAt) {
        return answer.sdkHttpResponse()
                .firstMatchingHeader("Date")
                .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from))
                .map(date -> Duration.between(date, readAt))
                .orElse(Duration.ZERO);
    }

    /** The alarms of those names. CloudWatch leaves out those that do not exist. */
    Lookup<List<Alarm>> alarms(List<String> names) {
        if (names.isEmpty()) {
            return new Lookup.Absent<>();
        }
        return Lookups.of("cloudwatch:DescribeAlarms", () -> {
            Map<String, Alarm> found =
                    cloudWatch.describeAlarms(request -> request.alarmNames(names)).metricAlarms().stream()
                            .collect(Collectors.toMap(MetricAlarm::alarmName, StackReader::alarm));
            return names.stream()
                    .map(name -> found.getOrDefault(name, Alarm.missing(name)))
                    .toList();
        });
    }

    private static Alarm alarm(MetricAlarm alarm) {
        return new Alarm(
                alarm.alarmName(),
                alarm.stateValueAsString(),
                alarm.alarmActions().size(),
                !Boolean.FALSE.equals(alarm.actionsEnabled()),
                alarm.alarmDescription(),
                alarm.stateReason());
    }
}
