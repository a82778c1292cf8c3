package io.github.ecstaskretry.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A job as far as a stream of attempts, in any order, has told of it.
 *
 * @param oldest the attempt with the lowest number
 * @param newest the attempt with the highest
 */
record TrackedJob(ListedAttempt oldest, ListedAttempt newest) {

    TrackedJob and(ListedAttempt other) {
        int number = other.id().number();
        return new TrackedJob(
                number < oldest.id().number() ? other : oldest,
                number > newest.id().number() ? other : newest);
    }

    JobState state(Instant now) {
        return JobState.of(newest, now);
    }

    /** From the stop of the first attempt to that of the last; empty where the first is not among the attempts. */
    Optional<Duration> recovery() {
        return oldest.id().isFirst() && newest.id().number() > 1
                ? Optional.of(Duration.between(
                        oldest.times().stoppedAt(), newest.times().stoppedAt()))
                : Optional.empty();
    }
}
