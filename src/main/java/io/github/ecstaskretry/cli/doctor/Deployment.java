package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.core.policy.Glob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was read of a deployment.
 *
 * @param skew how far this machine's clock is ahead of AWS's
 * @param readAt when, by AWS's clock
 * @param taskStopped the rule for stopped tasks
 * @param launchEnded the rule for executions that launched nothing
 * @param calls the function's in the last {@link #RECENT}
 */
public record Deployment(
        Stack stack,
        Duration skew,
        Instant readAt,
        Reading<EventRule> taskStopped,
        Reading<EventRule> launchEnded,
        Reading<RetryFunction> function,
        Reading<InvokePermissions> invocation,
        Reading<PolicyInForce> policy,
        Reading<List<WatchedCluster>> clusters,
        Reading<EventQueue> deadLetters,
        Reading<TableState> table,
        Reading<RetryStateMachine> stateMachine,
        Reading<NoticeTopic> topic,
        Reading<ReconcileSchedule> schedule,
        Reading<InvocationCounts> calls,
        Reading<List<Alarm>> alarms,
        Reading<Backlog> backlog) {

    /** Three rounds of the schedule. */
    public static final Duration RECENT = Duration.ofMinutes(15);

    /**
     * The CloudFormation stack.
     *
     * @param arn {@code arn:<partition>:cloudformation:<region>:<account>:stack/<name>/<id>}
     * @param status such as {@code UPDATE_COMPLETE}
     * @param deployedAt when it was last created or updated
     * @param resources the physical ids of what it has, by logical id
     * @param alarms the names of its alarms
     */
    public record Stack(String arn, String status, Instant deployedAt, Map<String, String> resources, List<String> alarms) {

        private static final int PARTITION = 1;
        private static final int REGION = 3;
        private static final int ACCOUNT = 4;

        public Stack {
            resources = Map.copyOf(resources);
            alarms = List.copyOf(alarms);
        }

        /** Such as {@code ecs-task-retry}. */
        public String name() {
            return arn.split("/", -1)[1];
        }

        /** Such as {@code aws}. */
        public String partition() {
            return part(PARTITION);
        }

        public String region() {
            return part(REGION);
        }

        public String account() {
            return part(ACCOUNT);
        }

        private String part(int number) {
            return arn.split(":", -1)[number];
        }

        /** A resource's physical id; empty when the stack does not have it. */
        public Optional<String> resource(String logicalId) {
            return Optional.ofNullable(resources.get(logicalId));
        }
    }

    /**
     * A rule of EventBridge.
     *
     * @param enabled whether it is not {@code DISABLED}: there are two states in which it is enabled
     * @param deaf what it was tried with and does not let through, such as {@code a stopped task of cluster …}; none when all is well
     * @param targets where it hands events over
     */
    public record EventRule(
            String name, String arn, boolean enabled, Reading<List<String>> deaf, Reading<List<Target>> targets) {

        /**
         * A target.
         *
         * @param deadLetterArn the queue that keeps what cannot be handed over
         */
        public record Target(String arn, @Nullable String deadLetterArn) {}
    }

    /**
     * The function's configuration.
     *
     * @param state such as {@code Active}
     * @param lastUpdate such as {@code Successful}
     * @param trouble why state or update are not as they should be
     * @param variables its environment
     * @param layers ARNs of layer versions
     * @param stopped whether its reserved concurrency is 0
     */
    public record RetryFunction(
            String name,
            String arn,
            String state,
            String lastUpdate,
            @Nullable String trouble,
            Reading<Map<String, String>> variables,
            List<String> layers,
            Reading<Boolean> stopped) {

        public RetryFunction {
            layers = List.copyOf(layers);
        }

        /** Whether Lambda calls it when it is asked to, as far as is known (AWS Lambda developer guide, "Lambda function states"). */
        public boolean callable() {
            return state.equals("Active") && !(stopped instanceof Reading.Found<Boolean>(Boolean never) && never);
        }

        /** ARNs of the clusters that it watches ({@code RETRY_CLUSTERS}); none: all. */
        public Reading<List<String>> clusters() {
            return variables.then(values -> new Reading.Found<>(
                    Stream.of(values.getOrDefault("RETRY_CLUSTERS", "").split(",", -1))
                            .map(String::strip)
                            .filter(cluster -> !cluster.isEmpty())
                            .toList()));
        }
    }

    /** Who may call the function, and where what it fails on goes. */
    public record InvokePermissions(List<ServiceGrant> grants, @Nullable String failureDestination) {

        public InvokePermissions {
            grants = List.copyOf(grants);
        }
    }

    /**
     * The policy file that the function reads.
     *
     * @param source the layer's version, such as {@code layer ecs-task-retry-policy:7}, or {@code no file}
     * @param version as attempts name it in {@code policyVersion}
     * @param policies the names of its policies
     * @param observing those that only observe
     * @param errors why the function refuses it, such as {@code line 3: policies[0].rules: …}; none when it does not
     * @param warnings what in it has no effect
     * @param unread the layers that come over the file's and could not be looked into, such as {@code layer insights:3}
     */
    public record PolicyInForce(
            String source,
            String version,
            List<String> policies,
            List<String> observing,
            List<String> errors,
            List<String> warnings,
            List<String> unread) {

        public PolicyInForce {
            policies = List.copyOf(policies);
            observing = List.copyOf(observing);
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
            unread = List.copyOf(unread);
        }

        /** The same under layers that could not be looked into. */
        public PolicyInForce under(List<String> layers) {
            return new PolicyInForce(source, version, policies, observing, errors, warnings, layers);
        }
    }

    /**
     * A cluster that the function is to watch.
     *
     * @param status {@code ACTIVE}; {@code MISSING} where ECS knows none of that name
     */
    public record WatchedCluster(String arn, String status) {}

    /**
     * The dead-letter queue.
     *
     * @param messages how many wait or are being received; SQS counts approximately
     * @param grants who may send
     */
    public record EventQueue(String url, String arn, long messages, List<ServiceGrant> grants) {

        public EventQueue {
            grants = List.copyOf(grants);
        }

        /** Whether what is sent to that ARN is kept where somebody looks; any will do where the queue is not known. */
        public static boolean keeps(@Nullable String destination, Reading<EventQueue> queue) {
            return destination != null
                    && (!(queue instanceof Reading.Found<EventQueue>(EventQueue found)) || destination.equals(found.arn()));
        }
    }

    /**
     * What a resource's own policy allows a service.
     *
     * @param service such as {@code events.amazonaws.com}
     * @param action such as {@code lambda:InvokeFunction}; may have {@code *}
     * @param sourceArn for whom the service may do so, and may have {@code *}; null: for anybody
     */
    public record ServiceGrant(String service, String action, @Nullable String sourceArn) {

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
     * @param expiryAttribute the attribute of its time to live; absent when that is off
     * @param restorable whether point-in-time recovery is on
     */
    public record TableState(
            String name,
            String status,
            Map<String, Index> indexes,
            Reading<String> expiryAttribute,
            Reading<Boolean> restorable) {

        /**
         * A global secondary index.
         *
         * @param status such as {@code CREATING}
         * @param keys such as {@code family, stoppedAt}
         * @param shows its further attributes; null: all of the table's
         */
        public record Index(
                String status, String keys, @Nullable Set<String> shows) {

            public Index {
                shows = shows == null ? null : Set.copyOf(shows);
            }
        }

        public TableState {
            indexes = Map.copyOf(indexes);
        }
    }

    /**
     * The wait-and-run state machine.
     *
     * @param status such as {@code ACTIVE}
     * @param type {@code STANDARD} or {@code EXPRESS}
     * @param logsData whether its log has the executions' data
     */
    public record RetryStateMachine(String arn, String status, String type, boolean logsData) {}

    /**
     * The topic of the notices.
     *
     * @param confirmed how many subscriptions get them
     * @param pending how many were asked for and are not confirmed
     */
    public record NoticeTopic(String arn, int confirmed, int pending) {}

    /**
     * What calls the function every five minutes.
     *
     * @param state {@code ENABLED} or {@code DISABLED}
     * @param targetArn what it calls
     */
    public record ReconcileSchedule(String name, String state, String targetArn) {}

    /**
     * The function's calls in the last {@link Deployment#RECENT} (AWS Lambda developer guide, "Types of metrics for Lambda functions").
     *
     * @param invoked how often it ran ({@code Invocations}), well or not
     * @param failed how often it ran and ended in an error or a time-out ({@code Errors})
     * @param throttled how often it did not run, for want of concurrency ({@code Throttles})
     */
    public record InvocationCounts(long invoked, long failed, long throttled) {}

    /**
     * One of the stack's alarms.
     *
     * @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}; {@link #MISSING} where CloudWatch knows none of that name
     * @param actions how many things it does, such as to report to a topic, when it goes off
     * @param actsOnState whether its actions are enabled
     * @param meaning its description
     * @param reason what CloudWatch has seen
     */
    public record Alarm(String name, String state, int actions, boolean actsOnState, String meaning, String reason) {

        public static final String MISSING = "MISSING";

        /** One that the stack has and CloudWatch has not. */
        public static Alarm missing(String name) {
            return new Alarm(name, MISSING, 0, false, "", "");
        }
    }

    /**
     * What should have happened by now.
     *
     * @param retries attempts whose end is not recorded, {@link #RETRY_PATIENCE} after they were due
     * @param notices ends that are not announced, {@link #NOTICE_PATIENCE} after they came
     */
    public record Backlog(int retries, int notices) {

        /** A task may run for hours; {@code ecs-retry pending} has the same patience. */
        public static final Duration RETRY_PATIENCE = Duration.ofHours(6);

        /** Reconciling comes every five minutes, and announces what is older than two. */
        public static final Duration NOTICE_PATIENCE = Duration.ofMinutes(15);
    }
}
