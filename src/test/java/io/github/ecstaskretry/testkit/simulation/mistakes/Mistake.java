package io.github.ecstaskretry.testkit.simulation.mistakes;

import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.calls;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.constant;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.empty;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.negates;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.returns;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.returnsEmpty;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.returnsItself;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.returnsNull;
import static io.github.ecstaskretry.testkit.simulation.mistakes.Patch.skips;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of planted mistakes: what is changed, and the violation that must show it. */
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
            constant("function.aws.DynamoAttempts", "noLongerPending", "REMOVE pendingShard", "REMOVE nothing"),
            "is still pending"),
    SUPERSEDES_WHAT_IS_NOT_LOST(returns("core.history.RecordedAttempt", "isSupersededBy", true), "."),
    NEVER_SUPERSEDES(returns("core.history.RecordedAttempt", "isSupersededBy", false), "is recorded as lost"),
    KEEPS_SECRETS(returnsItself("core.history.RunTaskRequest", "redacted"), "shows a secret"),
    FORGETS_WHO_STARTED_IT(returnsNull("core.history.JobHistory", "originalStartedBy"), "has originalStartedBy"),
    // Deciding
    NEVER_EXHAUSTED(returnsEmpty("core.decide.RetryLimits", "spent", Optional.class), "is retried, not \\[EXHAUSTED"),
    COUNTS_LAUNCHES_AS_TASKS(negates("core.history.JobHistory", "like"), "EXHAUSTED|waits"),
    COUNTS_WHAT_IS_NOT_COUNTED(returns("core.decide.RuleMatch", "counted", true), "has counted"),
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
    LAUNCHES_WITHOUT_VALUES(
            returnsItself("core.history.RunTaskRequest", "withValues"), "is launched with|has not ended"),
    TAKES_A_RETRY_FOR_A_NEW_JOB(
            returnsEmpty("core.task.AttemptId", "fromStartedBy", Optional.class), "of no job|does not end"),
    // Acting
    STARTS_NO_EXECUTION(skips("function.retry.Actions", "carryOut", "start"), "its retry is started"),
    SENDS_NO_NOTICE(skips("function.retry.Actions", "carryOut", "announce"), "was announced 0 times"),
    SENDS_NOTICES_OF_OTHERS(returns("function.aws.DynamoAttempts", "takeNotice", true), "no crash fell"),
    LEAVES_NOTICES_TO_OTHERS(returns("function.aws.DynamoAttempts", "takeNotice", false), "is announced|not marked"),
    ANNOUNCES_NO_DIGEST(skips("function.retry.DueDigests", "publish", "announce"), "was announced 0 times"),
    FORGETS_WHO_WAITS_FOR_THE_DIGEST(
            returnsEmpty("function.aws.DynamoDigests", "gathered", List.class), "its digest is sent|not marked"),
    CLOSES_A_DIGEST_THAT_NOBODY_SENT(
            skips("function.aws.DynamoDigests", "gathers", "makeDue"), "its digest is sent|not marked"),
    NAMES_THE_OUTCOME_OTHERWISE(
            constant("function.aws.SnsNotices", "attributes", "outcome", "result"), "notice has outcome"),
    NAMES_THE_POLICY_OTHERWISE(
            constant("function.aws.SnsNotices", "attributes", "policy", "rule"), "notice has policy"),
    // A launch in doubt
    ASKS_NOBODY_ABOUT_A_LAUNCH(returns("function.retry.FailedLaunches", "wasDue", false), "and has a task"),
    DOES_NOT_WAIT_FOR_THE_LIST(empty("function.retry.FailedLaunches", "refuseWhileInDoubt"), "and has a task"),
    IS_NEVER_IN_DOUBT(returns("core.task.Stop$LaunchFailure", "inDoubt", false), "and has a task");

    private final Patch patch;
    private final String symptom;

    Mistake(Patch patch, String symptom) {
        this.patch = patch;
        this.symptom = symptom;
    }

    Patch patch() {
        return patch;
    }

    /** Of the violation that shows it. */
    String symptom() {
        return symptom;
    }
}
