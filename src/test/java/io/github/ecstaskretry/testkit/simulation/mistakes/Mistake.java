package io.github.ecstaskretry.testkit.simulation.mistakes;

import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.calls;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.constant;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.empty;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.negates;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.returns;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.returnsArgument;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.returnsEmpty;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.returnsItself;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.returnsNull;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.skips;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of planted mistakes: the change, and the violation that must show it. */
@SuppressWarnings("ImmutableEnumChecker") // A patch holds functions, which keep no state.
enum Mistake {
    // The record
    WRITES_WITHOUT_A_CONDITION(
            constant(
                    "function.aws.DynamoAttempts",
                    "put",
                    "attribute_not_exists(jobId)",
                    "attribute_exists(jobId) OR attribute_not_exists(jobId)"),
            "was changed in what it says happened"),
    LEAVES_THE_RETRY_PENDING(
            constant("function.aws.RetryClosure", "of", "REMOVE pendingShard", "REMOVE nothing"), "is still pending"),
    SUPERSEDES_WHAT_IS_NOT_LOST(returns("core.history.RecordedAttempt", "isSupersededBy", true), "."),
    NEVER_SUPERSEDES(returns("core.history.RecordedAttempt", "isSupersededBy", false), "is recorded as lost", 147),
    KEEPS_SECRETS(returnsItself("core.history.RunTaskRequest", "redacted"), "shows a secret"),
    FORGETS_WHO_STARTED_IT(returnsNull("core.history.JobHistory", "originalStartedBy"), "has originalStartedBy"),
    // Deciding
    NEVER_EXHAUSTED(returnsEmpty("core.decide.RetryLimits", "spent", Optional.class), "is retried, not \\[EXHAUSTED"),
    COUNTS_LAUNCHES_AS_TASKS(negates("core.history.JobHistory", "like"), "EXHAUSTED|waits"),
    COUNTS_WHAT_IS_NOT_COUNTED(returns("core.decide.RuleMatch", "counted", true), "has counted", 54),
    LEAVES_THE_CAP_OUT(calls("core.policy.Backoff", "ceilingSeconds", "min", "max"), "waits"),
    GROWS_OTHERWISE(calls("core.policy.Backoff", "ceilingSeconds", "pow", "max"), "waits"),
    READS_THE_DEADLINE_BACKWARDS(calls("core.decide.Decider", "retry", "isAfter", "isBefore"), "EXPIRED"),
    IGNORES_HOW_OLD_IT_IS(returnsNull("core.decide.Situation", "stale"), "\\(stale\\)|before-deployment"),
    RETRIES_THE_OTHER_ONES(negates("core.decide.RuleMatch", "byOtherwise"), "is retried|ends FAILED"),
    TAKES_EVERYTHING_FOR_A_FIRST_SUCCESS(negates("core.task.Outcome", "success"), "has announce|ends"),
    ANNOUNCES_THE_OTHER_ONES(negates("core.decide.Decider", "endJob"), "has announce"),
    // The policy
    CHANGES_THE_POLICY(returnsEmpty("core.history.JobHistory", "policy", Optional.class), "has policy|\\(tags-unknown"),
    ASKS_FOR_NO_TAGS(returns("core.decide.PolicySelector", "needsTags", false), "has tags|has policy"),
    FORGETS_TAGS(returnsEmpty("core.history.JobHistory", "tags", Map.class), "has tags"),
    // The launch
    FORGETS_THE_GROUP(returnsNull("core.plan.RerunRequest", "customGroup"), "is launched with"),
    LAUNCHES_WITHOUT_TAGS(returnsEmpty("core.plan.RerunRequest", "tags", Map.class), "is launched with"),
    LEAVES_SPOT(returnsEmpty("core.plan.RerunRequest", "capacityProviderStrategy", List.class), "is launched with"),
    FORGETS_MORE_MEMORY(returnsEmpty("format.event.OverridesJson", "otherFields", Map.class), "not with .*\"Memory\""),
    GIVES_ALL_THE_MEMORY_AT_ONCE(
            calls("core.policy.LaunchChange$MoreMemory", "enough", "min", "max"), "\"Memory\":\"2048\".* not with"),
    LAUNCHES_WITHOUT_VALUES(
            returnsItself("core.history.RunTaskRequest", "withValues"), "is launched with|has not ended"),
    TAKES_A_RETRY_FOR_A_NEW_JOB(
            returnsEmpty("core.task.AttemptId", "fromStartedBy", Optional.class), "of no job|does not end"),
    // Acting
    STARTS_NO_EXECUTION(skips("function.retry.Actions", "carryOut", "start"), "its retry is started"),
    SETS_NOTHING_ASIDE(empty("function.aws.DynamoAttempts", "setAside"), "its retry is started at", 2289),
    PUTS_NOTHING_BACK(
            skips("function.retry.OverdueRetries", "finishSetAside", "putBack"),
            new UnitTest(
                    "function.retry.ReconcileOverdueRetriesTest",
                    "whoseExecutionALaterDeliveryHasStartedAreLeftAlone")),
    SENDS_NO_NOTICE(skips("function.retry.Actions", "carryOut", "announce"), "was announced 0 times"),
    SENDS_NOTICES_OF_OTHERS(returns("function.aws.DynamoAttempts", "takeNotice", true), "no crash fell", 185),
    LEAVES_NOTICES_TO_OTHERS(returns("function.aws.DynamoAttempts", "takeNotice", false), "is announced|not marked"),
    ANNOUNCES_NO_DIGEST(skips("function.retry.DueDigests", "publish", "announce"), "was announced 0 times", 75),
    FORGETS_WHO_WAITS_FOR_THE_DIGEST(
            returnsEmpty("function.aws.DynamoDigests", "gathered", List.class), "its digest is sent|not marked", 75),
    CLOSES_A_DIGEST_THAT_NOBODY_SENT(
            skips("function.aws.DynamoDigests", "gathers", "makeDue"), "its digest is sent|not marked", 75),
    NAMES_THE_OUTCOME_OTHERWISE(
            constant("function.aws.SnsNotices", "attributes", "outcome", "result"), "notice has outcome"),
    NAMES_THE_POLICY_OTHERWISE(
            constant("function.aws.SnsNotices", "attributes", "policy", "rule"), "notice has policy"),
    // A launch in doubt
    ASKS_NOBODY_ABOUT_A_LAUNCH(returns("function.retry.FailedLaunches", "wasDue", false), "and has a task", 187),
    DOES_NOT_WAIT_FOR_THE_LIST(empty("function.retry.FailedLaunches", "refuseWhileInDoubt"), "and has a task", 134),
    IS_NEVER_IN_DOUBT(returns("core.task.Stop$LaunchFailure", "inDoubt", false), "and has a task", 134),
    // How a task was launched
    ASKS_NO_RULE(returns("core.learn.LaunchLearning", "asksNobody", true), "has launchSource"),
    TAKES_ANY_OF_SEVERAL(returnsEmpty("core.learn.LaunchMatch", "differences", List.class), "has launchSource", 179),
    TAKES_NO_DENIAL(calls("learn.Denial", "of", "startsWith", "endsWith"), "though nothing is wrong", 132),
    HOLDS_NOTHING(returns("core.learn.LaunchLearning", "isNeeded", false), "ends UNLAUNCHABLE|has launchSource", 55),
    MIXES_TWO_NETWORKS(
            constant("format.launch.LaunchRequestJson", "network", "securityGroups", "subnets"), "is launched with"),
    LEARNS_NOTHING_FROM_THE_ATTEMPT_BEFORE(
            returnsEmpty("core.learn.LaunchLearning", "previous", Optional.class),
            "is launched with|ends UNLAUNCHABLE",
            117),
    // Held retries
    STARTS_WHAT_IS_HELD(
            returnsNull("core.history.RecordedDecision$Retry", "held"), "is launched with|launchSource|for ever", 55),
    RELEASES_WITHOUT_A_NETWORK(returnsArgument("core.plan.HeldLaunch", "complete", 0), "is launched with", 55),
    RELEASES_ONLY_IN_MEMORY(returns("function.aws.DynamoOpenAttempts", "release", true), "asked for|hold is over", 55),
    NEVER_STARTS_WHAT_IT_RELEASES(empty("function.retry.OverdueRetries", "startReleased"), "its retry is started", 55),
    NEVER_ENDS_A_HOLD(empty("function.retry.HeldRetries", "end"), "has not ended", 55),
    ENDS_HOLDS_AT_ONCE(
            calls("function.retry.HeldRetries", "check", "isAfter", "isBefore"), "without need|too early", 55),
    // Operators
    STOPS_NO_EXECUTION(
            skips("function.aws.StepFunctionsExecutions", "stop", "stop"), "after its cancel|does not end so", 400),
    NOTES_NO_CANCEL(returns("function.aws.DynamoOrders", "cancel", true), "said to be cancelled", 331),
    FORGETS_WHO_CANCELLED(
            returnsEmpty("core.history.JobHistory", "cancelled", Optional.class),
            "has rule \\(catalogue|does not end so",
            361),
    TAKES_EVERY_EXECUTION_FOR_THE_PLANNED_ONE(
            calls("core.task.LaunchName", "ofExecution", "endsWith", "startsWith"),
            "has not ended|has cause retry-aborted",
            55),
    HURRIES_ONLY_IN_MEMORY(returns("function.aws.DynamoOrders", "hurry", true), "said to be launched now"),
    PAUSES_NOTHING(returnsEmpty("function.retry.Control$ControlItem", "pause", Optional.class), "is paused", 116),
    RESUMES_ONLY_IN_MEMORY(returns("function.aws.DynamoOpenAttempts", "resume", true), "its pause is over", 116),
    REUSES_THE_JOB_ID(returnsArgument("core.task.AttemptId", "rerun", 0), "is no rerun's id", 49),
    RERUNS_WITHOUT_VALUES(returnsEmpty("function.operate.RerunJob", "missing", List.class), "without its values", 332),
    HANDS_NO_DEAD_LETTER_OVER(skips("function.operate.QueueRedrive", "handOver", "accept"), "nobody handled it"),
    // Launches of others
    TAKES_OUR_FAILED_LAUNCHES_FOR_OTHERS(
            returns("core.learn.LaunchRecord", "ofRuleOrSchedule", true), "an attempt of no job", 27),
    NEVER_LOOKS_BACK(calls("function.retry.MissedLaunches", "check", "minus", "plus"), "it has no record"),
    READS_NO_LAUNCHES(returns("function.retry.MissedLaunches", "readAll", true), "it has no record"),
    TAKES_HIDDEN_VALUES_FOR_TRUE(returns("format.launch.LaunchRecordJson", "isHidden", false), "it has no record"),
    // Reconciling
    TAKES_EVERY_TASK_FOR_A_SERVICES(returns("core.decide.Adoption", "isOfService", true), "."),
    TAKES_EVERY_TASK_FOR_RUNNING(
            returns("function.retry.RunningTasks", "has", true), "has not ended|has no record", 212),
    WAITS_FOR_NO_EVENT(returns("function.retry.Round", "isOlder", true), "as lost too early|without need", 381),
    // Run-job
    ANSWERS_NOBODY_AT_ONCE(skips("function.retry.Actions", "carryOut", "send"), "caller is answered at 2", 59),
    ANSWERS_NOBODY(skips("function.retry.Answers", "send", "answer"), "caller is answered at null"),
    ANSWERS_BEFORE_THE_END(returns("function.retry.Answers", "isLast", true), "is told \\w+, not \\[\\]"),
    ANSWERS_NOBODY_LATER(
            returnsEmpty("function.aws.StepFunctionsRunJobs", "open", List.class),
            "caller is still to be answered",
            62),
    LEAVES_AN_EARLY_END_UNANSWERED(skips("function.retry.OpenAnswers", "check", "answer"), "caller is answered at", 67),
    FORGETS_THAT_IT_HAS_ANSWERED(empty("function.aws.StepFunctionsRunJobs", "close"), "caller is still to be answered"),
    HEARS_NO_ABORT(returns("function.aws.StepFunctionsRunJobs", "ours", false), "though its caller had aborted", 68),
    FORGETS_AN_ABORT(
            returnsEmpty("function.aws.StepFunctionsRunJobs", "abortedAt", Optional.class),
            "though its caller had aborted"),
    LOOKS_FOR_AN_ABORT_ONCE(
            returns("function.retry.Answers", "abortedSince", false), "though its caller had aborted", 102_800),
    NOTES_NO_ABORT(empty("function.aws.StepFunctionsRunJobs", "noteAbort"), "though its caller had aborted"),
    FOLLOWS_NO_FIRST_LAUNCH(empty("function.retry.OpenAnswers", "follow"), "caller is still to be answered", 111),
    TAKES_ITS_OWN_JOBS_FOR_OTHERS(returns("core.task.AttemptId", "launchedFirst", false), "caller is answered at null"),
    // Pace
    RESERVES_NO_SLOT(returnsArgument("function.retry.EndedAttempts", "paced", 2), "has reserved no slot"),
    WAITS_FOR_NO_SLOT(returnsArgument("core.plan.Pacing", "paced", 1), "its slot is", 58),
    TURNS_CLOCKS_BACK(calls("core.policy.Pace", "reserved", "plus", "minus"), "the clock of", 58),
    // Time
    FORGETS_THE_DEADLINE(
            returnsNull("core.history.RecordedDecision$Retry", "notAfter"), "after the deadline|has notAfter"),
    FORGETS_BEFORE_THE_LAST_EVENT(negates("store.AttemptItem", "keptFor"), "is recorded again after DynamoDB", 43),
    KEEPS_NOTHING_FOR_LONG(calls("store.AttemptItem", "expiresAt", "plus", "minus"), "expires before its retry"),
    // Mistakes that only a unit test sees
    FORGETS_RERUNS(
            empty("function.retry.UnfinishedReruns", "check"),
            new UnitTest("function.operate.RerunJobTest", "theNextRoundCompletesWhatACrashInterrupted")),
    RETRIES_TASKS_OF_OTHER_ACCOUNTS(
            returnsEmpty("core.decide.Adoption", "foreign", Optional.class),
            new UnitTest("function.retry.StoppedTasksTest", "leavesATaskOfAnotherAccountAlone")),
    RETRIES_TASKS_OF_SERVICES(
            returnsEmpty("core.decide.Adoption", "otherOwner", Optional.class),
            new UnitTest("core.decide.AdoptionTest", "tasksOfServicesBelongToTheirService")),
    TAKES_A_DELETED_CLUSTER_FOR_AN_EMPTY_ONE(
            returnsItself("core.task.FailedLaunch", "unverified"),
            new UnitTest(
                    "function.retry.LateEventsTest",
                    "aLaunchInDoubtWhoseClusterWasDeletedEndsTheJobUntilItsTrueEndArrives")),
    LEAVES_SUBJECTS_THAT_SNS_REFUSES(
            constant("format.notice.NoticeJson", "subject", "[^\\x20-\\x7e]", "[^\\x00-\\uffff]"),
            new UnitTest("format.notice.NoticeTest", "keepsTheSubjectToAsciiAndUnderAHundredCharacters"));

    private final Patch patch;
    private final String symptom;
    private final long seed;
    private final @Nullable UnitTest test;

    /** Seen by the simulation in one of its first runs. */
    Mistake(Patch patch, String symptom) {
        this(patch, symptom, 1);
    }

    /** Seen by the simulation; the seed's run shows it, or did when the seed was noted. */
    Mistake(Patch patch, String symptom, long seed) {
        this(patch, symptom, seed, null);
    }

    /** Seen by a unit test, because no run has the circumstances that it needs. */
    Mistake(Patch patch, UnitTest test) {
        this(patch, "", 1, test);
    }

    Mistake(Patch patch, String symptom, long seed, @Nullable UnitTest test) {
        this.patch = patch;
        this.symptom = symptom;
        this.seed = seed;
        this.test = test;
    }

    /**
     * A test of the project.
     *
     * @param type the class's name below the root package
     * @param method without parameters
     */
    record UnitTest(String type, String method) {

        @Override
        public String toString() {
            return type.substring(type.lastIndexOf('.') + 1) + "." + method;
        }
    }

    /** The only test that sees it; null if the simulation does. */
    @Nullable UnitTest test() {
        return test;
    }

    Patch patch() {
        return patch;
    }

    /** Of the violation that shows it. */
    String symptom() {
        return symptom;
    }

    /** From which to look for it. */
    long seed() {
        return seed;
    }
}
