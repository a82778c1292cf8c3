package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.Alarm;
import io.github.ecstaskretry.cli.doctor.Deployment.EventQueue;
import io.github.ecstaskretry.cli.doctor.Deployment.EventRule;
import io.github.ecstaskretry.cli.doctor.Deployment.ReconcileSchedule;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryFunction;
import io.github.ecstaskretry.cli.doctor.Deployment.TableState;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.policy.PolicyFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parts of a healthy deployment, and their names. */
abstract class DeploymentParts {

    static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    static final String CLUSTER = "arn:aws:ecs:eu-west-1:111122223333:cluster/prod";

    static final String STOPPED_RULE = "ecs-task-retry-TaskStoppedRule-1A";

    static final String STOPPED_RULE_ARN = "arn:aws:events:eu-west-1:111122223333:rule/" + STOPPED_RULE;

    static final String LAUNCH_RULE = "ecs-task-retry-LaunchEndedRule-1B";

    static final String LAUNCH_RULE_ARN = "arn:aws:events:eu-west-1:111122223333:rule/" + LAUNCH_RULE;

    static final String SCHEDULE = "ecs-task-retry-ReconcileSchedule-1C";

    static final String FUNCTION = "ecs-task-retry-TaskRetryFunction-1D";

    static final String FUNCTION_ARN = "arn:aws:lambda:eu-west-1:111122223333:function:" + FUNCTION;

    static final String LOGS = "/aws/lambda/ecs-task-retry";

    static final String TABLE = "ecs-task-retry-AttemptsTable-1E";

    static final String MACHINE_ARN = "arn:aws:states:eu-west-1:111122223333:stateMachine:WaitAndRun-1F";

    static final String RUN_JOB_ARN = "arn:aws:states:eu-west-1:111122223333:stateMachine:RunJob-1K";

    static final String TOPIC_ARN = "arn:aws:sns:eu-west-1:111122223333:ecs-task-retry-NoticesTopic-1G";

    static final String QUEUE_ARN = "arn:aws:sqs:eu-west-1:111122223333:ecs-task-retry-DeadLetterQueue-1H";

    static final String QUEUE_URL =
            "https://sqs.eu-west-1.amazonaws.com/111122223333/ecs-task-retry-DeadLetterQueue-1H";

    static final String ALARM = "ecs-task-retry-DeadLetterAlarm-1I";

    static final String ERRORS_ALARM = "ecs-task-retry-FunctionErrorsAlarm-1J";

    public static <T> Lookup<T> found(T value) {
        return new Lookup.Found<>(value);
    }

    public static <T> Lookup<T> absent() {
        return new Lookup.Absent<>();
    }

    public static <T> Lookup<T> unreadable() {
        return new Lookup.Unknown<>("access is denied: the IAM action x:Look is lacking", "get x:Look");
    }

    // ---------------------------------------------------------------- parts

    static EventRule rule(String name) {
        return rule(name, true, found(List.of()), new EventRule.Target(FUNCTION_ARN, QUEUE_ARN));
    }

    static EventRule rule(String name, boolean enabled, Lookup<List<String>> deaf, EventRule.Target... targets) {
        return rule(name, enabled, deaf, found(List.of(targets)));
    }

    static EventRule rule(
            String name, boolean enabled, Lookup<List<String>> deaf, Lookup<List<EventRule.Target>> targets) {
        return new EventRule(name, "arn:aws:events:eu-west-1:111122223333:rule/" + name, enabled, deaf, targets);
    }

    static ServiceGrant mayInvoke(String ruleArn) {
        return new ServiceGrant("events.amazonaws.com", "lambda:InvokeFunction", ruleArn);
    }

    static ServiceGrant maySend(String ruleArn) {
        return new ServiceGrant("events.amazonaws.com", "sqs:SendMessage", ruleArn);
    }

    static RetryFunction function(String state, String lastUpdate, @Nullable String trouble) {
        return function(state, lastUpdate, trouble, Map.of(), false);
    }

    /** With other values of variables. */
    static RetryFunction function(
            String state, String lastUpdate, @Nullable String trouble, Map<String, String> other, boolean stopped) {
        Map<String, String> variables = new TreeMap<>(Map.of(
                "RETRY_TABLE", TABLE,
                "RETRY_STATE_MACHINE_ARN", MACHINE_ARN,
                "RETRY_TOPIC_ARN", TOPIC_ARN,
                "RETRY_CLUSTERS", CLUSTER));
        variables.putAll(other);
        return new RetryFunction(
                FUNCTION, FUNCTION_ARN, state, lastUpdate, trouble, found(variables), List.of(), found(stopped));
    }

    static PolicyInForce policy(List<String> observing, List<String> errors, List<String> warnings) {
        String policies = Stream.of("scheduled", "ad-hoc")
                .map(name -> "{name: " + name
                        + (name.equals("scheduled") ? ", match: {family: a}" : "")
                        + (observing.contains(name) ? ", mode: observe}" : "}"))
                .collect(Collectors.joining(", ", "version: 1\npolicies: [", "]\n"));
        return new PolicyInForce(
                "layer ecs-task-retry-policy:7",
                "0a1b2c3d4e5f",
                errors.isEmpty() ? PolicyFile.read("a file", policies, Set.of()) : new PolicySet(List.of()),
                errors,
                warnings,
                List.of());
    }

    static EventQueue queue(long messages) {
        return queue(messages, maySend(STOPPED_RULE_ARN), maySend(LAUNCH_RULE_ARN));
    }

    static EventQueue queue(long messages, ServiceGrant... grants) {
        return new EventQueue(QUEUE_URL, QUEUE_ARN, messages, List.of(grants));
    }

    static ReconcileSchedule schedule(String state, String targetArn) {
        return new ReconcileSchedule(SCHEDULE, state, targetArn);
    }

    static Alarm alarm(String state, boolean actsOnState) {
        return alarm(ALARM, state, 1, actsOnState);
    }

    static Alarm alarm(String name, String state, int actions, boolean actsOnState) {
        return new Alarm(name, state, actions, actsOnState, "Send the events again.", "1 datapoint was over 0");
    }

    static TableState table(String status, Map<String, TableState.Index> indexes) {
        return new TableState(TABLE, status, indexes, found("expiresAt"), found(true));
    }

    /** The indexes with another one of a name. */
    static TableState tableWithIndex(String name, TableState.Index index) {
        Map<String, TableState.Index> indexes = new TreeMap<>(TableCheck.INDEXES);
        indexes.put(name, index);
        return table("ACTIVE", indexes);
    }
}
