package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.policy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One job, attempt by attempt.
 *
 * @param attempts in order, at least one; may have gaps where attempts have expired or cannot be read
 * @param unreadable the numbers of those that cannot be read
 */
public record JobStory(List<KeptAttempt> attempts, Set<Integer> unreadable) {

    /** A job whose attempts can all be read. */
    public JobStory(List<KeptAttempt> attempts) {
        this(attempts, Set.of());
    }

    /**
     * Checks that there is something to tell.
     *
     * @throws IllegalArgumentException without an attempt
     */
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

    /** The newest attempt. */
    public RecordedAttempt newest() {
        return attempts.getLast().recorded();
    }

    /** Where the job stands. */
    public JobState state(Instant now) {
        return switch (newest().decision()) {
            case RecordedDecision.End terminal -> JobState.ended(terminal.outcome());
            case RecordedDecision.Retry retry ->
                JobState.retried(newest().ruling().mode() == Mode.OBSERVE, retry.notBefore(), now);
        };
    }

    /** When the next attempt is or was due; null where there is none. */
    public @Nullable Instant due(Instant now) {
        return newest().decision() instanceof RecordedDecision.Retry retry
                        && state(now).open()
                ? retry.notBefore()
                : null;
    }

    /** Whether the next attempt was due longer than {@link PendingJobs#OVERDUE_AFTER} ago. */
    public boolean overdue(Instant now) {
        Instant due = due(now);
        return due != null && due.isBefore(now.minus(PendingJobs.OVERDUE_AFTER));
    }

    /** The attempts before the newest that the table does not have: they have expired, or were never recorded. */
    public List<Integer> missing() {
        Set<Integer> there = attempts.stream()
                .map(attempt -> attempt.recorded().id().number())
                .collect(Collectors.toSet());
        return IntStream.range(1, newest().id().number())
                .boxed()
                .filter(number -> !there.contains(number) && !unreadable.contains(number))
                .toList();
    }

    /** The attempt before that one; empty where the table does not have it. */
    public Optional<RecordedAttempt> before(RecordedAttempt attempt) {
        return attempts.stream()
                .map(KeptAttempt::recorded)
                .filter(other -> other.id().number() == attempt.id().number() - 1)
                .findFirst();
    }

    /** From the first task's creation to the end, or until now for what has not ended. */
    public Duration duration(Instant now) {
        return Duration.between(
                createdAt(), state(now).open() ? now : newest().times().stoppedAt());
    }

    /** When the first task was created; of what is left where that is not known. */
    public Instant createdAt() {
        Instant told = attempts.getLast().jobCreatedAt();
        return told == null ? attempts.getFirst().recorded().times().createdOrStoppedAt() : told;
    }

    /** How long it was from an attempt's stop until the next attempt's task was created; empty when there is none, or not yet. */
    public Optional<Duration> waited(KeptAttempt attempt) {
        return attempts.stream()
                .map(KeptAttempt::recorded)
                .filter(next -> next.id().equals(attempt.recorded().id().next()))
                .flatMap(next -> Stream.ofNullable(next.times().createdAt()))
                .map(created -> Duration.between(attempt.recorded().times().stoppedAt(), created))
                .findFirst();
    }
}
