package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.core.policy.Glob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts that were read about a deployment.
 *
 * @param skew how far this machine's clock is ahead of AWS's
 * @param readAt the time of reading, by AWS's clock
 * @param taskStopped the rule for stopped tasks
 * @param launchEnded the rule for executions that launched no task
 * @param overlaps the rules of other stacks for the same clusters
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
        Lookup<List<WatchedCluster>> clusters,
        Lookup<List<OverlappingRule>> overlaps,
        Lookup<EventQueue> deadLetters,
        Lookup<TableState> table,
        Lookup<RetryStateMachine> stateMachine,
        Lookup<NoticeTopic> topic,
        Lookup<ReconcileSchedule> schedule,
        Lookup<InvocationCounts> calls,
        Lookup<List<Alarm>> alarms,
        Lookup<Backlog> backlog) {

    /** Three runs of the schedule. */
    public static final Duration RECENT = Duration.ofMinutes(15);

    /**
     * An EventBridge rule.
     *
     * @param enabled false in the state {@code DISABLED}; EventBridge has two enabled states
     * @param unmatched the events that its pattern should match and does not, such as {@code a stopped task of cluster …}
     * @param targets the targets that get the events
     */
    public record EventRule(
            String name, String arn, boolean enabled, Lookup<List<String>> unmatched, Lookup<List<Target>> targets) {

        /** A target, and the queue for events that it did not take. */
        public record Target(String arn, @Nullable String deadLetterArn) {}
    }

    /** Who may call the function, and where events go after its last failure. */
    public record InvokePermissions(
            List<ServiceGrant> grants, @Nullable String failureDestination) {}

    /**
     * The policy file that the function reads.
     *
     * @param source the layer's version, such as {@code layer ecs-task-retry-policy:7}, or {@code no file}
     * @param version as attempts name it in {@code policyVersion}
     * @param policies the names of its policies
     * @param observing the names of the policies that only observe
     * @param errors why the function refuses the file, such as {@code line 3: policies[0].rules: …}
     * @param warnings the parts of it without effect
     * @param unread the layers above the file's that could not be read, such as {@code layer insights:3}
     */
    public record PolicyInForce(
            String source,
            String version,
            List<String> policies,
            List<String> observing,
            List<String> errors,
            List<String> warnings,
            List<String> unread) {

        /** The same file under layers that could not be read. */
        public PolicyInForce under(List<String> layers) {
            return new PolicyInForce(source, version, policies, observing, errors, warnings, layers);
        }
    }

    /**
     * A cluster that the function watches.
     *
     * @param status {@code ACTIVE}; {@code MISSING} if ECS does not know it
     */
    public record WatchedCluster(String arn, String status) {}

    /**
     * An enabled rule of another stack of this product.
     *
     * @param clusters the ARNs of this stack's clusters whose stopped tasks it matches; empty if this stack watches every cluster
     */
    public record OverlappingRule(String name, List<String> clusters) {}

    /**
     * The dead-letter queue.
     *
     * @param messages the messages that wait or are being received; SQS counts approximately
     * @param grants who may send
     */
    public record EventQueue(String url, String arn, long messages, List<ServiceGrant> grants) {

        /** Whether events sent to that ARN are kept in the queue; if the queue is not known, any ARN will do. */
        public static boolean keeps(@Nullable String destination, Lookup<EventQueue> queue) {
            return destination != null
                    && (!(queue instanceof Lookup.Found<EventQueue>(EventQueue found))
                            || destination.equals(found.arn()));
        }
    }

    /**
     * An action that a resource's policy allows a service.
     *
     * @param service such as {@code events.amazonaws.com}
     * @param action such as {@code lambda:InvokeFunction}; may hold {@code *}
     * @param sourceArn the resource on whose behalf the service may act, may hold {@code *}; null means any
     */
    public record ServiceGrant(
            String service, String action, @Nullable String sourceArn) {

        public static final String EVENTS = "events.amazonaws.com";

        public boolean allows(String otherService, String otherAction, String otherSource) {
            return service.equals(otherService)
                    && new Glob(action).matchesIgnoringCase(otherAction)
                    && (sourceArn == null || new Glob(sourceArn).matches(otherSource));
        }
    }

    /**
     * The attempts table.
     *
     * @param status such as {@code ACTIVE}
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

        /**
         * A global secondary index.
         *
         * @param status such as {@code CREATING}
         * @param keys such as {@code family, stoppedAt}
         * @param shows the attributes it projects besides keys; null means all
         */
        public record Index(
                String status, String keys, @Nullable Set<String> shows) {

            public Index {
                shows = shows == null ? null : Set.copyOf(shows);
            }
        }
    }

    /**
     * The wait-and-run state machine.
     *
     * @param status such as {@code ACTIVE}
     * @param type {@code STANDARD} or {@code EXPRESS}
     * @param logsData whether its log holds the executions' data
     */
    public record RetryStateMachine(String arn, String status, String type, boolean logsData) {}

    /**
     * The topic of the notices.
     *
     * @param confirmed the number of subscriptions that get notices
     * @param pending the number of unconfirmed subscriptions
     */
    public record NoticeTopic(String arn, int confirmed, int pending) {}

    /**
     * The schedule that calls the function every five minutes.
     *
     * @param state {@code ENABLED} or {@code DISABLED}
     */
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
     * @param reason why it is in this state, in CloudWatch's words
     */
    public record Alarm(String name, String state, int actions, boolean actsOnState, String meaning, String reason) {

        public static final String MISSING = "MISSING";

        /** An alarm of the stack that does not exist in CloudWatch. */
        public static Alarm missing(String name) {
            return new Alarm(name, MISSING, 0, false, "", "");
        }
    }

    /**
     * What is overdue.
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
