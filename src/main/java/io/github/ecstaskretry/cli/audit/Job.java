package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.policy.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job, described by its newest attempt, in its state at the time of the question. It has a place if several deployments were asked. */
public record Job(
        ListedAttempt newest, JobState state, @Nullable AskedPlace place) {

    /** By default a re-run is overdue this long after it was due, if its end is not recorded. */
    static final Duration OVERDUE_AFTER = Duration.ofHours(6);

    /** Of open jobs. */
    public static final Comparator<Job> EARLIEST_DUE = Comparator.comparing(job -> Objects.requireNonNull(job.due()));

    public static Job of(ListedAttempt newest, Instant now) {
        return new Job(
                newest,
                JobState.of(newest.outcome(), newest.observed(), newest.held() != null, newest.nextDue(), now),
                null);
    }

    /** The same job, found in one of several places. */
    public Job in(@Nullable AskedPlace found) {
        return new Job(newest, state, found);
    }

    public String id() {
        return newest.id().jobId();
    }

    /** The jobs of attempts that the pending index holds, the earliest due first. */
    public static List<Job> pending(List<ListedAttempt> attempts, Instant now) {
        return attempts.stream()
                .map(attempt -> of(attempt, now))
                .filter(job -> job.due() != null)
                .sorted(EARLIEST_DUE)
                .toList();
    }

    /** The cause that the job recovered from, or the cause of its newest attempt. */
    public String shownCause() {
        return state == JobState.SUCCEEDED && !newest.earlierCauses().isEmpty()
                ? "recovered from " + String.join(", ", newest.earlierCauses())
                : newest.shownCause();
    }

    /** How many attempts have ended. */
    public int attempts() {
        return newest.id().number();
    }

    /** When the first task was created; null if unknown. */
    public @Nullable Instant createdAt() {
        Instant createdAt = newest.jobCreatedAt();
        return createdAt == null && newest.id().isFirst() ? newest.createdAt() : createdAt;
    }

    /** From the first task's creation to the job's end, or until now if the job is open; empty if unknown. */
    public Optional<Duration> duration(Instant now) {
        Instant end = state.open() ? now : newest.stoppedAt();
        return Optional.ofNullable(createdAt()).map(start -> DurationText.between(start, end));
    }

    /** When the next attempt is or was due; null unless the job is open. */
    public @Nullable Instant due() {
        return state.open() ? newest.nextDue() : null;
    }

    /** Whether the next attempt was due before that time and its end is not recorded. */
    public boolean overdue(Instant before) {
        Instant due = due();
        return due != null && due.isBefore(before);
    }

    /** A job with those of its attempts that the table holds, at least one, in order. */
    public record Timeline(Job job, List<ListedAttempt> attempts) {

        static Timeline of(List<ListedAttempt> attempts, Instant now) {
            List<ListedAttempt> inOrder = attempts.stream()
                    .sorted(Comparator.comparingInt(attempt -> attempt.id().number()))
                    .toList();
            return new Timeline(Job.of(inOrder.getLast(), now), inOrder);
        }

        public Instant start() {
            return attempts.getFirst().began();
        }

        public Instant end() {
            return attempts.getLast().stoppedAt();
        }
    }
}
