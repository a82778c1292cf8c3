package io.github.ecstaskretry.store;

/** The names of the table's attributes and indexes (docs/table.md). They must match {@code sam/template.yaml}. */
public final class AttemptAttributes {

    public static final String JOB_ID = "jobId";
    public static final String ATTEMPT = "attempt";
    public static final String TASK_ARN = "taskArn";
    public static final String TASK_ID = "taskId";
    public static final String CLUSTER_ARN = "clusterArn";
    public static final String CLUSTER = "cluster";
    public static final String FAMILY = "family";
    public static final String TASK_DEFINITION_ARN = "taskDefinitionArn";
    public static final String GROUP = "group";
    public static final String STARTED_BY = "startedBy";
    public static final String ORIGINAL_STARTED_BY = "originalStartedBy";
    public static final String LAUNCH_TYPE = "launchType";
    public static final String CAPACITY_PROVIDER = "capacityProvider";
    public static final String CPU = "cpu";
    public static final String MEMORY = "memory";
    public static final String CREATED_AT = "createdAt";
    public static final String STARTED_AT = "startedAt";
    public static final String STOPPED_AT = "stoppedAt";
    public static final String STOP_CODE = "stopCode";
    public static final String STOPPED_REASON = "stoppedReason";
    public static final String CONTAINERS = "containers";
    public static final String CAUSE = "cause";
    public static final String CAUSE_KIND = "causeKind";
    public static final String DECISION = "decision";
    public static final String OUTCOME = "outcome";
    public static final String RULE = "rule";
    public static final String POLICY = "policy";
    public static final String DELAY_SECONDS = "delaySeconds";
    public static final String NOT_BEFORE = "notBefore";
    public static final String NOT_AFTER = "notAfter";
    public static final String EXECUTION_ARN = "executionArn";
    public static final String LAUNCH_REQUEST = "launchRequest";

    /**
     * Where the launch request comes from besides the event: {@code policy}, {@code attempt}, {@code run-job}, {@code rule:…}, {@code
     * schedule:…}.
     */
    public static final String LAUNCH_SOURCE = "launchSource";

    /** The rule's changes to the launch, a list of {@link #PARAMETER}, {@link #BEFORE} and {@link #AFTER}. */
    public static final String CHANGES = "changes";

    public static final String PARAMETER = "parameter";
    public static final String BEFORE = "before";
    public static final String AFTER = "after";

    public static final String EVENT_ID = "eventId";
    public static final String EVENT_VERSION = "eventVersion";
    public static final String RECEIVED_AT = "receivedAt";
    public static final String RECORDED_AT = "recordedAt";
    public static final String ANNOUNCED_AT = "announcedAt";
    public static final String EXPIRES_AT = "expiresAt";

    /** When the job's first task was created. Every attempt has it, so that an index shows how long the job took. */
    public static final String JOB_CREATED_AT = "jobCreatedAt";

    /** The causes of the job's earlier attempts, each once, with commas between them; not on the first attempt. */
    public static final String EARLIER_CAUSES = "earlierCauses";

    /** The policy file that decided: the first 12 digits of its SHA-256, or {@code built-in}. */
    public static final String POLICY_VERSION = "policyVersion";

    /** {@code observe} if the decision was not to be carried out; absent otherwise. */
    public static final String MODE = "mode";

    /** When the retry would start if its policy's pace did not delay it; absent if the pace does not. */
    public static final String PACED_FROM = "pacedFrom";

    /** On a pace's clock, an item with attempt 0: when the next launch of an even sequence is due, in microseconds since 1970. */
    public static final String PACE_CLOCK = "paceClock";

    /** A sentence that explains the decision. */
    public static final String WHY = "why";

    /** Whether the attempt uses up the policy's {@code attempts}. */
    public static final String COUNTED = "counted";

    /** Whether the policy asked for a notice of the terminal outcome. */
    public static final String ANNOUNCE = "announce";

    /** When an invocation took the notice to send it. */
    public static final String NOTICE_TAKEN_AT = "noticeTakenAt";

    /** On an end that was not announced alone: the window whose digest announces it. */
    public static final String DIGEST = "digest";

    /** On a window's item: the ends that were announced alone. */
    public static final String ANNOUNCED_ALONE = "announcedAlone";

    /** On a held retry: why its execution may not start yet, such as {@code launch-unknown}. */
    public static final String HELD_FOR = "heldFor";

    /** On a held retry: since when it is held. */
    public static final String HELD_SINCE = "heldSince";

    /** On a cancelled retry: the operator, the time and the reason. */
    public static final String CANCELLED_BY = "cancelledBy";

    public static final String CANCELLED_AT = "cancelledAt";
    public static final String CANCEL_REASON = "cancelReason";

    /** On a retry that an operator released: the operator, the time and the reason. */
    public static final String RELEASED_BY = "releasedBy";

    public static final String RELEASED_AT = "releasedAt";
    public static final String RELEASE_REASON = "releaseReason";

    /** On a rerun: the job that it runs again. */
    public static final String RERUN_OF = "rerunOf";

    /** On an end: the reruns of the job, and the operator, the time and the reason of the latest. */
    public static final String RERUN_AS = "rerunAs";

    public static final String RERUN_BY = "rerunBy";
    public static final String RERUN_AT = "rerunAt";
    public static final String RERUN_REASON = "rerunReason";

    /** The tags that the re-run was given. */
    public static final String TAGS = "tags";

    /** A sentence that says why the tags that the policy asked for were unknown. */
    public static final String TAGS_UNKNOWN = "tagsUnknown";

    /** On a job that was never launched: why, such as {@code RESOURCE:MEMORY}. */
    public static final String NEVER_LAUNCHED = "neverLaunched";

    /** On a failed launch: the error's name; absent if RunTask answered with failures. */
    public static final String LAUNCH_ERROR = "launchError";

    /** On a failed launch: the failure's detail. The {@code stoppedReason} has its text. */
    public static final String LAUNCH_DETAIL = "launchDetail";

    /** On an attempt that was first recorded as lost: when its true stop replaced the loss. */
    public static final String SUPERSEDED_AT = "supersededAt";

    /** The cause of the replaced record. */
    public static final String SUPERSEDED_CAUSE = "supersededCause";

    /** The outcome of the replaced record. */
    public static final String SUPERSEDED_OUTCOME = "supersededOutcome";

    /** Whether that outcome was to be announced. */
    public static final String SUPERSEDED_ANNOUNCE = "supersededAnnounce";

    /** On a retry: when reconciling first found that ECS does not know the next attempt's task. */
    public static final String MISSING_SINCE = "missingSince";

    /** Key of {@code by-outcome}: {@code <outcome>#<yyyy-mm-dd>}; only on attempts that this index holds. */
    public static final String OUTCOME_DAY = "outcomeDay";

    /** Key of {@code by-task}: only on attempts after the first. */
    public static final String RELAUNCHED_TASK_ID = "relaunchedTaskId";

    /**
     * Key of {@code pending}: on retries whose next attempt has not been recorded, and, with another value, on ends that are yet
     * to be announced.
     */
    public static final String PENDING_SHARD = "pendingShard";

    /** On a container: its name, exit code and reason. */
    public static final String CONTAINER_NAME = "name";

    public static final String EXIT_CODE = "exitCode";
    public static final String REASON = "reason";

    /** Value of {@link #MODE}. */
    public static final String OBSERVE = "observe";

    /** Values of {@link #DECISION}. */
    public static final String RETRY = "RETRY";

    public static final String TERMINAL = "TERMINAL";

    /** The indexes. */
    public static final String BY_FAMILY = "by-family";

    public static final String BY_OUTCOME = "by-outcome";
    public static final String BY_TASK = "by-task";
    public static final String PENDING = "pending";

    /** The control item, which holds for the whole deployment: its {@link #JOB_ID}; its {@link #ATTEMPT} is 0. */
    public static final String CONTROL = "control";

    /** On the control item: tasks that stopped before this time do not belong to this deployment. */
    public static final String ADOPT_SINCE = "adoptSince";

    /** On the control item: a map from each paused scope to its pause; see {@link PauseItem}. */
    public static final String PAUSED = "paused";

    /** On the control item: up to when CloudTrail's records of failed launches have been read. */
    public static final String LAUNCHES_READ_UNTIL = "launchesReadUntil";

    /**
     * On the item of a waiting run-job execution, at attempt 0: the task token, until the execution is answered. {@code
     * sam/run-job.asl.json} writes the item; its {@link #EXECUTION_ARN} is the run-job execution.
     */
    public static final String TASK_TOKEN = "taskToken";

    /** On the same item: when the execution was answered. */
    public static final String ANSWERED_AT = "answeredAt";

    /** On the same item: when the function noted that somebody had aborted the execution. */
    public static final String ABORTED_AT = "abortedAt";

    /** On the item of a rerun, at attempt 0: whether the operator gave values of the environment. */
    public static final String ENVIRONMENT_GIVEN = "environmentGiven";

    private AttemptAttributes() {}
}
