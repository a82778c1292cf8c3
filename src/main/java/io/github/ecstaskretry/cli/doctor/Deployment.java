package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.ask.explain.Explanation.RunningTask;
import io.github.ecstaskretry.cli.audit.Slowdowns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts that were read about a deployment.
 *
 * @param skew how far this machine's clock is ahead of AWS's
 * @param readAt the time of reading, by AWS's clock
 * @param taskStopped the rule for stopped tasks
 * @param launchEnded the rule for executions that launched no task
 * @param overlaps the rules of other stacks for the same clusters
 * @param launches for running tasks, one of each family, how a retry would launch them
 * @param calls the function's invocations in the last {@link #RECENT}
 */
public record Deployment(
        Stack stack,
        Duration skew,
        Instant readAt,
        Lookup<EventRule> taskStopped,
        Lookup<EventRule> launchEnded,
        Lookup<RetryFunction> function,
        Lookup<InvokePermissions> invocation,
        Lookup<PolicyInForce> policy,
        Lookup<List<Lookup<RunningTask>>> launches,
        Lookup<List<WatchedCluster>> clusters,
        Lookup<List<OverlappingRule>> overlaps,
        Lookup<EventQueue> deadLetters,
        Lookup<TableState> table,
        Lookup<RetryStateMachine> stateMachine,
        Lookup<RetryStateMachine> runJob,
        Lookup<NoticeTopic> topic,
        Lookup<ReconcileSchedule> schedule,
        Lookup<InvocationCounts> calls,
        Lookup<List<Alarm>> alarms,
        Lookup<Backlog> backlog,
        Lookup<Slowdowns> slowdowns) {

    /** Three runs of the schedule. */
    public static final Duration RECENT = Duration.ofMinutes(15);

    /** An EventBridge rule, the events that its pattern should match but does not, such as {@code a stopped task of cluster …}, and its targets. */
    public record EventRule(
            String name, String arn, boolean enabled, Lookup<List<String>> unmatched, Lookup<List<Target>> targets) {

        /** A target, and the dead-letter queue for events that it did not take. */
        public record Target(String arn, @Nullable String deadLetterArn) {}
    }

    /**
     * The function's configuration.
     *
     * @param state such as {@code Active}
     * @param lastUpdate such as {@code Successful}
     * @param trouble why the function is not active or its last update failed; null if it is active and updated
     * @param layers ARNs of layer versions
     * @param stopped whether its reserved concurrency is 0
     */
    public record RetryFunction(
            String name,
            String arn,
            String state,
            String lastUpdate,
            @Nullable String trouble,
            Lookup<Map<String, String>> variables,
            List<String> layers,
            Lookup<Boolean> stopped) {

        /** Whether Lambda can call it, as far as is known (AWS Lambda developer guide, "Lambda function states"). */
        public boolean callable() {
            return state.equals("Active") && !stopped.found().orElse(false);
        }

        /** The ARNs of the clusters that it watches ({@code RETRY_CLUSTERS}); empty if it watches all. */
        public Lookup<List<String>> clusters() {
            return variables.then(values -> new Lookup.Found<>(
                    Stream.of(values.getOrDefault("RETRY_CLUSTERS", "").split(",", -1))
                            .map(String::strip)
                            .filter(cluster -> !cluster.isEmpty())
                            .toList()));
        }
    }

    /** Who may call the function, and where events go after its last failure. */
    public record InvokePermissions(
            List<ServiceGrant> grants, @Nullable String failureDestination) {}

    /**
     * A cluster that the function watches, and its capacity providers. Its status is such as {@code ACTIVE}; {@code MISSING} if ECS does
     * not know it.
     */
    public record WatchedCluster(String arn, String status, List<String> providers) {}

    /**
     * An enabled rule of another stack of this product, and the ARNs of this stack's clusters whose stopped tasks it matches; no ARNs if
     * this stack watches every cluster.
     */
    public record OverlappingRule(String name, List<String> clusters) {}

    /** The dead-letter queue, with SQS's approximate number of messages that wait or are being received, and who may send to it. */
    public record EventQueue(String url, String arn, long messages, List<ServiceGrant> grants) {

        /** Whether events sent to that ARN are kept in the queue; if the queue is not known, any ARN will do. */
        public static boolean keeps(@Nullable String destination, Lookup<EventQueue> queue) {
            return destination != null
                    && queue.found()
                            .map(EventQueue::arn)
                            .map(destination::equals)
                            .orElse(true);
        }
    }

    /**
     * The attempts table.
     *
     * @param indexes by name
     * @param expiryAttribute the attribute of its time to live; absent if that is off
     * @param restorable whether point-in-time recovery is on
     */
    public record TableState(
            String name,
            String status,
            Map<String, Index> indexes,
            Lookup<String> expiryAttribute,
            Lookup<Boolean> restorable) {

        /** An index with keys such as {@code family, stoppedAt}, and the attributes that it projects besides keys; null means all. */
        public record Index(
                String status, String keys, @Nullable Set<String> shows) {

            public Index {
                shows = shows == null ? null : Set.copyOf(shows);
            }
        }
    }

    /** A state machine, its type ({@code STANDARD} or {@code EXPRESS}), and whether its log holds the executions' data. */
    public record RetryStateMachine(String arn, String status, String type, boolean logsData) {}

    /** The topic of the notices, with its numbers of confirmed and pending subscriptions. */
    public record NoticeTopic(String arn, int confirmed, int pending) {}

    /** The schedule that calls the function every five minutes. Its state is {@code ENABLED} or {@code DISABLED}. */
    public record ReconcileSchedule(String name, String state, String targetArn) {}

    /**
     * The function's invocations in the last {@link Deployment#RECENT} (AWS Lambda developer guide, "Types of metrics for Lambda functions").
     *
     * @param invoked how often it ran ({@code Invocations}), with success or not
     * @param failed how often it ran and ended in an error or a time-out ({@code Errors})
     * @param throttled how often it did not run, because no concurrency was left ({@code Throttles})
     */
    public record InvocationCounts(long invoked, long failed, long throttled) {}

    /**
     * One of the stack's alarms.
     *
     * @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}; {@link #MISSING} if CloudWatch does not know it
     * @param actions the number of actions in state {@code ALARM}, such as notifying a topic
     * @param actsOnState whether its actions are enabled
     * @param meaning its description
     */
    public record Alarm(String name, String state, int actions, boolean actsOnState, String meaning, String reason) {

        public static final String MISSING = "MISSING";

        public static Alarm missing(String name) {
            return new Alarm(name, MISSING, 0, false, "", "");
        }
    }

    /**
     * The number of overdue retries and notices.
     *
     * @param retries attempts without a recorded end {@link #RETRY_PATIENCE} after they were due
     * @param notices outcomes without a notice {@link #NOTICE_PATIENCE} after they were decided
     */
    public record Backlog(int retries, int notices) {

        /** A task may run for hours; {@code ecs-retry pending} has the same patience. */
        public static final Duration RETRY_PATIENCE = Duration.ofHours(6);

        /** Reconciling runs every five minutes and announces outcomes that are older than two. */
        public static final Duration NOTICE_PATIENCE = Duration.ofMinutes(15);
    }
}
