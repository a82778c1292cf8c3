package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.cli.audit.ListedAttempt.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work, told by its newest attempt.
 *
 * @param newest the newest attempt
 * @param state at the time of asking
 */
public record Job(ListedAttempt newest, JobState state) {

    /** The job whose newest attempt this is. */
    public static Job of(ListedAttempt newest, Instant now) {
        return new Job(newest, JobState.of(newest, now));
    }

    public String id() {
        return newest.id().jobId();
    }

    /** How many attempts have ended. */
    public int attempts() {
        return newest.id().number();
    }

    /** When the first task was created; null where nothing tells. */
    public @Nullable Instant createdAt() {
        Instant createdAt = newest.times().jobCreatedAt();
        return createdAt == null && newest.id().isFirst() ? newest.times().createdAt() : createdAt;
    }

    /** From the first task's creation to the end, or until now for what has not ended. */
    public Optional<Duration> duration(Instant now) {
        Instant end = state.open() ? now : newest.times().stoppedAt();
        return Optional.ofNullable(createdAt()).map(start -> Duration.between(start, end));
    }

    /** When the next attempt was or is due; null where there is none. */
    public @Nullable Instant due() {
        return newest.next() instanceof Next.Retry retry && state.open() ? retry.notBefore() : null;
    }
}
