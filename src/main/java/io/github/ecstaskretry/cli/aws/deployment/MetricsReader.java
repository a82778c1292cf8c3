package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.doctor.Deployment;
import io.github.ecstaskretry.cli.doctor.Deployment.Alarm;
import io.github.ecstaskretry.cli.doctor.Deployment.InvocationCounts;
import io.github.ecstaskretry.cli.doctor.Lookup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Alarms and the function's metrics (AWS Lambda developer guide, "Types of metrics for Lambda functions"). */
final class MetricsReader {

    private static final int MINUTE = 60;

    private final CloudWatchClient cloudWatch;

    MetricsReader(CloudWatchClient cloudWatch) {
        this.cloudWatch = cloudWatch;
    }

    /** The function's in the last {@link Deployment#RECENT}. */
    Lookup<InvocationCounts> calls(String function, Instant now) {
        return Lookups.of(
                "cloudwatch:GetMetricStatistics",
                () -> new InvocationCounts(
                        sum("Invocations", function, now),
                        sum("Errors", function, now),
                        sum("Throttles", function, now)));
    }

    private long sum(String metric, String function, Instant now) {
        return Math.round(cloudWatch
                .getMetricStatistics(request -> request.namespace("AWS/Lambda")
                        .metricName(metric)
                        .dimensions(Dimension.builder()
                                .name("FunctionName")
                                .value(function)
                                .build())
                        .startTime(now.minus(Deployment.RECENT))
                        .endTime(now)
                        .period(MINUTE)
                        .statistics(Statistic.SUM))
                .datapoints()
                .stream()
                .mapToDouble(Datapoint::sum)
                .sum());
    }

    /** The alarms of those names; CloudWatch leaves out those that are not there. */
    Lookup<List<Alarm>> alarms(List<String> names) {
        if (names.isEmpty()) {
            return new Lookup.Absent<>();
        }
        return Lookups.of("cloudwatch:DescribeAlarms", () -> {
            Map<String, Alarm> found =
                    cloudWatch.describeAlarms(request -> request.alarmNames(names)).metricAlarms().stream()
                            .map(MetricsReader::alarm)
                            .collect(Collectors.toMap(Alarm::name, alarm -> alarm));
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
