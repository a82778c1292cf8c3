package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A job, attempt by attempt.
 *
 * @param attempts in order, at least one; attempts may be missing because they expired or cannot be read
 * @param unreadable the numbers of the attempts that cannot be read
 */
public record JobStory(List<KeptAttempt> attempts, Set<Integer> unreadable) {

    public JobStory {
        if (attempts.isEmpty()) {
            throw new IllegalArgumentException("a job has at least one attempt");
        }
        attempts = List.copyOf(attempts);
        unreadable = Set.copyOf(unreadable);
    }

    public String jobId() {
        return newest().id().jobId();
    }

    public RecordedAttempt newest() {
        return attempts.getLast().recorded();
    }

    public JobState state(Instant now) {
        return switch (newest().decision()) {
            case RecordedDecision.End terminal -> JobState.of(terminal.outcome());
            case RecordedDecision.Retry retry ->
                JobState.of(
                        null, newest().ruling().mode() == Mode.OBSERVE, retry.held() != null, retry.notBefore(), now);
        };
    }

    /** When the next attempt is or was due; null unless the job is open. */
    public @Nullable Instant due(Instant now) {
        return newest().decision() instanceof RecordedDecision.Retry retry
                        && state(now).open()
                ? retry.notBefore()
                : null;
    }

    /** Whether the next attempt was due more than {@link Job#OVERDUE_AFTER} ago. */
    public boolean overdue(Instant now) {
        Instant due = due(now);
        return due != null && due.isBefore(now.minus(Job.OVERDUE_AFTER));
    }

    /** The numbers of earlier attempts that the table does not hold: they have expired, or were never recorded. */
    public List<Integer> missing() {
        return IntStream.range(1, newest().id().number())
                .boxed()
                .filter(number -> attempt(number).isEmpty() && !unreadable.contains(number))
                .toList();
    }

    public Optional<RecordedAttempt> attempt(int number) {
        return attempts.stream()
                .map(KeptAttempt::recorded)
                .filter(attempt -> attempt.id().number() == number)
                .findFirst();
    }

    /** From the first task's creation to the end, or until now if the job has not ended. */
    public Duration duration(Instant now) {
        return DurationText.between(
                createdAt(), state(now).open() ? now : newest().times().stoppedAt());
    }

    /** When the first task was created; if unknown, when the earliest attempt that the table holds began. */
    public Instant createdAt() {
        Instant recorded = attempts.getLast().jobCreatedAt();
        return recorded == null ? attempts.getFirst().recorded().times().createdOrStoppedAt() : recorded;
    }

    /** The time from an attempt's stop to the creation of the next attempt's task; empty if no task followed, or not yet. */
    public Optional<Duration> waitAfter(RecordedAttempt attempt) {
        return attempt(attempt.id().number() + 1)
                .flatMap(next -> Optional.ofNullable(next.times().createdAt()))
                .map(created -> Duration.between(attempt.times().stoppedAt(), created));
    }
}
