package io.github.ecstaskretry.core.history;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.core.task.StoppedTask.Times;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.core.task.TaskSize;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One recorded attempt (docs/table.md). A failed launch is an attempt, too.
 *
 * @param ruling why it was decided so
 * @param event the event that it was read from
 * @param receivedAt when the function received that event; the decision used this time
 * @param superseded the earlier record, which called the attempt lost; null if no record did
 */
public record RecordedAttempt(
        AttemptId id,
        Subject subject,
        Times times,
        Stop stop,
        Ruling ruling,
        RecordedDecision decision,
        EventRef event,
        Instant receivedAt,
        @Nullable Superseded superseded) {

    public RecordedAttempt(
            AttemptId id,
            Subject subject,
            Times times,
            Stop stop,
            Ruling ruling,
            RecordedDecision decision,
            EventRef event,
            Instant receivedAt) {
        this(id, subject, times, stop, ruling, decision, event, receivedAt, null);
    }

    /**
     * The record of an attempt before its true stop arrived.
     *
     * @param at when the record of the true stop replaced it
     * @param cause such as {@code task-lost}
     * @param outcome the job's outcome in that record
     * @param announce whether that outcome was to be announced
     */
    public record Superseded(Instant at, String cause, Outcome outcome, boolean announce) {

        /** Such as {@code Attempt 2 was first recorded as task-lost, and its job as FAILED.} */
        public String sentence(AttemptId id) {
            return "Attempt " + id.number() + " was first recorded as " + cause + ", and its job as " + outcome + ".";
        }
    }

    /** Whether the attempt was recorded as lost, and this is its true end. It supersedes a loss once. */
    public boolean isSupersededBy(EndedAttempt ended) {
        return superseded == null && isLoss(stop) && !isLoss(ended.stop());
    }

    private static boolean isLoss(Stop stop) {
        return stop instanceof LaunchFailure failure && failure.lost();
    }

    /** The same attempt as the replacement of the recorded loss. If that end was announced, the new end is announced, too. */
    public RecordedAttempt superseding(RecordedAttempt lost, Instant now) {
        if (!(lost.decision instanceof RecordedDecision.End end)) {
            throw new IllegalArgumentException(lost.id.launchName() + " has not ended its job");
        }
        Superseded before = new Superseded(now, lost.ruling.cause(), end.outcome(), end.announce());
        return new RecordedAttempt(
                id,
                subject,
                times,
                stop,
                ruling.because(ruling.why() + " " + before.sentence(id)),
                decision instanceof RecordedDecision.End truth
                        ? new RecordedDecision.End(
                                truth.outcome(),
                                truth.announce() || end.announce(),
                                null,
                                null,
                                truth.request(),
                                end.reruns())
                        : decision,
                event,
                receivedAt,
                before);
    }

    public RecordedAttempt decided(Ruling otherRuling, RecordedDecision otherDecision) {
        return new RecordedAttempt(id, subject, times, stop, otherRuling, otherDecision, event, receivedAt, superseded);
    }

    /** When the retry would start without its policy's pace; empty if the pace does not delay it. */
    public Optional<Instant> pacedFrom() {
        return decision instanceof RecordedDecision.Retry retry
                ? Optional.of(times.stoppedAt().plusSeconds(retry.delaySeconds()))
                        .filter(retry.notBefore()::isAfter)
                : Optional.empty();
    }

    /**
     * Which task it was.
     *
     * @param taskArn the task; null when the launch made none
     * @param taskDefinitionArn with its revision
     * @param group null when the event has none
     * @param startedBy of this task
     * @param originalStartedBy of the job's first task
     * @param launchType AWS's text; null when the event has none
     * @param capacityProvider null when none placed it
     * @param size what ECS reserved for it
     * @param tags given to the re-run, empty when none were
     * @param tagsUnknown a sentence that says why the tags that its policy asked for were not known; null if they were
     */
    public record Subject(
            @Nullable TaskArn taskArn,
            String clusterArn,
            String cluster,
            String family,
            String taskDefinitionArn,
            @Nullable String group,
            @Nullable String startedBy,
            @Nullable String originalStartedBy,
            @Nullable String launchType,
            @Nullable String capacityProvider,
            TaskSize size,
            Map<String, String> tags,
            @Nullable String tagsUnknown) {

        /** Of an attempt that has ended: its job's first task was started by {@code originalStartedBy}, null if nobody said; its re-run gets the tags. */
        public static Subject of(EndedAttempt ended, @Nullable String originalStartedBy, Map<String, String> tags) {
            return of(ended, originalStartedBy, tags, null);
        }

        /** The same with the reason why the tags were not known. */
        public static Subject of(
                EndedAttempt ended,
                @Nullable String originalStartedBy,
                Map<String, String> tags,
                @Nullable String tagsUnknown) {
            return new Subject(
                    ended.arn(),
                    ended.clusterArn(),
                    ended.cluster(),
                    ended.family(),
                    ended.taskDefinitionArn(),
                    ended.origin().group(),
                    ended.origin().startedBy(),
                    originalStartedBy,
                    ended.placement().launchType(),
                    ended.placement().capacityProvider(),
                    ended.placement().size(),
                    tags,
                    tagsUnknown);
        }
    }

    /** Whether it is a launch of a rule or a schedule that made no task. */
    public boolean missedLaunch() {
        return id.isFirst()
                && id.rerunOf().isEmpty()
                && subject.taskArn() == null
                && !AttemptId.launchedFirst(subject.originalStartedBy());
    }
}
