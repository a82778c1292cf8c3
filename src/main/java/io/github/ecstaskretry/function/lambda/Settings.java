package io.github.ecstaskretry.function.lambda;

import io.github.ecstaskretry.store.AttemptTable;
import io.github.ecstaskretry.store.StateMachineArn;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The function's environment (docs/deploy.md), read and checked once.
 *
 * @param table {@code RETRY_TABLE}, {@code RETRY_STATE_MACHINE_ARN} and {@code RETRY_RETENTION_DAYS}
 * @param runJobArn {@code RETRY_RUN_JOB_ARN}; null if there is no run-job state machine
 * @param topicArn {@code RETRY_TOPIC_ARN}
 * @param clusters {@code RETRY_CLUSTERS}: ARNs of the clusters that are watched; none: all
 * @param learnLaunches {@code RETRY_LEARN_LAUNCHES}: whether rules and schedules are asked how they launched a task
 * @param watchLaunches {@code RETRY_WATCH_LAUNCHES}: whether launches of rules and schedules that failed become jobs; needs the
 *     permissions of {@code learnLaunches}
 * @param metricsNamespace {@code RETRY_METRICS_NAMESPACE}: where CloudWatch keeps the metrics; several deployments need several
 * @param deadLetterQueue {@code RETRY_DEAD_LETTER_QUEUE}: the URL of the queue that keeps events which could not be handled;
 *     empty: operators cannot list and redrive them
 * @param policyFile {@code RETRY_POLICY}; null: the default file, else the built-in policy
 */
record Settings(
        AttemptTable table,
        @Nullable String runJobArn,
        String topicArn,
        List<String> clusters,
        boolean learnLaunches,
        boolean watchLaunches,
        String metricsNamespace,
        String deadLetterQueue,
        @Nullable String policyFile) {

    private static final Pattern CLUSTER_ARN = Pattern.compile("arn:[^:]+:ecs:[^:*]+:[^:*]+:cluster/[^*]+");

    private static final String DEFAULT_RETENTION_DAYS = "90";

    /** The longest retention that keeps years at four digits. */
    private static final int MOST_RETENTION_DAYS = 36_500;

    /** Reads every variable. Throws an {@link IllegalStateException} that names the first one that is missing or has a bad value. */
    static Settings from(Map<String, String> environment) {
        return new Settings(
                new AttemptTable(
                        required(environment, "RETRY_TABLE", "the name of the attempts table"),
                        stateMachine(environment),
                        retention(environment)),
                environment.get("RETRY_RUN_JOB_ARN"),
                required(environment, "RETRY_TOPIC_ARN", "the ARN of the SNS topic"),
                clusters(environment),
                isOn(environment, "RETRY_LEARN_LAUNCHES"),
                isOn(environment, "RETRY_LEARN_LAUNCHES") && isOn(environment, "RETRY_WATCH_LAUNCHES"),
                namespace(environment),
                environment.getOrDefault("RETRY_DEAD_LETTER_QUEUE", ""),
                environment.get("RETRY_POLICY"));
    }

    private static StateMachineArn stateMachine(Map<String, String> environment) {
        String variable = "RETRY_STATE_MACHINE_ARN";
        try {
            return new StateMachineArn(required(environment, variable, "the ARN of the wait-and-run state machine"));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(variable + ": " + e.getMessage(), e);
        }
    }

    private static List<String> clusters(Map<String, String> environment) {
        String variable = "RETRY_CLUSTERS";
        List<String> clusters = Arrays.stream(
                        environment.getOrDefault(variable, "").split(",", -1))
                .map(String::strip)
                .filter(cluster -> !cluster.isEmpty())
                .toList();
        for (String cluster : clusters) {
            if (!CLUSTER_ARN.matcher(cluster).matches()) {
                throw new IllegalStateException(variable + ": expected cluster ARNs such as"
                        + " arn:aws:ecs:eu-west-1:111122223333:cluster/prod, separated by commas, found '" + cluster
                        + "'");
            }
        }
        return clusters;
    }

    /** Amazon CloudWatch API reference, {@code PutMetricData}: a namespace does not begin with {@code AWS/}. */
    private static String namespace(Map<String, String> environment) {
        String variable = "RETRY_METRICS_NAMESPACE";
        String text = environment.getOrDefault(variable, "ecs-task-retry");
        if (!text.matches("(?!AWS/)[A-Za-z0-9._/#-]{1,255}")) {
            throw new IllegalStateException(
                    variable + ": expected 1 to 255 of A-Za-z0-9._/#- that do not begin with AWS/,"
                            + " such as the stack's name, found '" + text + "'");
        }
        return text;
    }

    private static boolean isOn(Map<String, String> environment, String variable) {
        String text = environment.getOrDefault(variable, "true");
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalStateException(variable + ": expected true or false, found '" + text + "'");
        }
        return text.equals("true");
    }

    private static Duration retention(Map<String, String> environment) {
        String variable = "RETRY_RETENTION_DAYS";
        String text = environment.getOrDefault(variable, DEFAULT_RETENTION_DAYS);
        if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > MOST_RETENTION_DAYS) {
            throw new IllegalStateException(variable + ": expected whole days from 1 to " + MOST_RETENTION_DAYS
                    + " such as 90, found '" + text + "'");
        }
        return Duration.ofDays(Integer.parseInt(text));
    }

    private static String required(Map<String, String> environment, String variable, String meaning) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("environment variable " + variable + " is not set: it is " + meaning
                    + " (sam/template.yaml sets it)");
        }
        return value;
    }
}
