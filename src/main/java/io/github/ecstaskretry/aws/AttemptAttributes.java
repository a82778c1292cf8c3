package io.github.ecstaskretry.aws;

/** The names of the table's attributes and indexes (design, section 7). One contract with {@code sam/template.yaml}. */
final class AttemptAttributes {

    static final String JOB_ID = "jobId";
    static final String ATTEMPT = "attempt";
    static final String TASK_ARN = "taskArn";
    static final String TASK_ID = "taskId";
    static final String CLUSTER_ARN = "clusterArn";
    static final String CLUSTER = "cluster";
    static final String FAMILY = "family";
    static final String TASK_DEFINITION_ARN = "taskDefinitionArn";
    static final String GROUP = "group";
    static final String STARTED_BY = "startedBy";
    static final String ORIGINAL_STARTED_BY = "originalStartedBy";
    static final String LAUNCH_TYPE = "launchType";
    static final String CAPACITY_PROVIDER = "capacityProvider";
    static final String CREATED_AT = "createdAt";
    static final String STARTED_AT = "startedAt";
    static final String STOPPED_AT = "stoppedAt";
    static final String STOP_CODE = "stopCode";
    static final String STOPPED_REASON = "stoppedReason";
    static final String CONTAINERS = "containers";
    static final String CAUSE = "cause";
    static final String CAUSE_KIND = "causeKind";
    static final String DECISION = "decision";
    static final String OUTCOME = "outcome";
    static final String RULE = "rule";
    static final String POLICY = "policy";
    static final String DELAY_SECONDS = "delaySeconds";
    static final String NOT_BEFORE = "notBefore";
    static final String EXECUTION_ARN = "executionArn";
    static final String LAUNCH_REQUEST = "launchRequest";
    static final String EVENT_ID = "eventId";
    static final String EVENT_VERSION = "eventVersion";
    static final String RECORDED_AT = "recordedAt";
    static final String ANNOUNCED_AT = "announcedAt";
    static final String EXPIRES_AT = "expiresAt";

    /** When the job's first task was created, on every attempt: what an index needs to tell how long the job took. */
    static final String JOB_CREATED_AT = "jobCreatedAt";

    /** The policy file that decided: the first 12 digits of its SHA-256, or {@code built-in}. */
    static final String POLICY_VERSION = "policyVersion";

    /** {@code observe} where the decision was not to be carried out; absent otherwise. */
    static final String MODE = "mode";

    /** A sentence: why it was decided so. */
    static final String WHY = "why";

    /** Whether the attempt uses up the policy's {@code attempts}. */
    static final String COUNTED = "counted";

    /** Whether the policy asked for a notice of the terminal outcome. */
    static final String ANNOUNCE = "announce";

    /** When an invocation took on sending the notice that is due. */
    static final String NOTICE_TAKEN_AT = "noticeTakenAt";

    /** The tags that the re-run was given. */
    static final String TAGS = "tags";

    /** Of a launch that failed: the error's name; without it RunTask answered with failures. */
    static final String LAUNCH_ERROR = "launchError";

    /** Of a launch that failed: the failure's detail. Its text is the {@code stoppedReason}. */
    static final String LAUNCH_DETAIL = "launchDetail";

    /** Key of {@code by-outcome}: {@code <outcome>#<yyyy-mm-dd>}; only on what that index holds. */
    static final String OUTCOME_DAY = "outcomeDay";

    /** Key of {@code by-task}: only on attempts after the first. */
    static final String RELAUNCHED_TASK_ID = "relaunchedTaskId";

    /**
     * Key of {@code pending}: on retries whose next attempt has not been recorded, and, with another value, on ends that are yet
     * to be announced.
     */
    static final String PENDING_SHARD = "pendingShard";

    /** Of a container: its name, exit code and reason. */
    static final String CONTAINER_NAME = "name";

    static final String EXIT_CODE = "exitCode";
    static final String REASON = "reason";

    /** Value of {@link #MODE}. */
    static final String OBSERVE = "observe";

    /** Values of {@link #DECISION}. */
    static final String RETRY = "RETRY";

    static final String TERMINAL = "TERMINAL";

    /** The indexes. */
    static final String BY_FAMILY = "by-family";

    static final String BY_OUTCOME = "by-outcome";
    static final String BY_TASK = "by-task";
    static final String PENDING = "pending";

    private AttemptAttributes() {}
}
