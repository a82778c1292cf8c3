package io.github.ecstaskretry.audit;

import io.github.ecstaskretry.decide.RecordedAttempt;
import io.github.ecstaskretry.decide.RecordedDecision;
import io.github.ecstaskretry.policy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One job, attempt by attempt.
 *
 * @param attempts in order, at least one; may have gaps where attempts have expired
 */
public record JobStory(List<KeptAttempt> attempts) {

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
            case RecordedDecision.Terminal terminal ->
                JobState.valueOf(terminal.outcome().name());
            case RecordedDecision.Retry retry when newest().ruling().mode() == Mode.OBSERVE -> JobState.OBSERVED;
            case RecordedDecision.Retry retry -> retry.notBefore().isAfter(now) ? JobState.WAITING : JobState.RUNNING;
        };
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
