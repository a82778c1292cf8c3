package io.github.ecstaskretry.cli.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A job as far as a stream of attempts, in any order, has told of it.
 *
 * @param oldest the attempt with the lowest number
 * @param newest the attempt with the highest
 * @param reruns how many attempts after the first had a task; a launch that failed or was stopped has none
 */
record TrackedJob(ListedAttempt oldest, ListedAttempt newest, int reruns) {

    static TrackedJob of(ListedAttempt attempt) {
        boolean rerun = !attempt.id().isFirst() && attempt.subject().task() != null;
        return new TrackedJob(attempt, attempt, rerun ? 1 : 0);
    }

    TrackedJob and(TrackedJob other) {
        return new TrackedJob(
                other.oldest.id().number() < oldest.id().number() ? other.oldest : oldest,
                other.newest.id().number() > newest.id().number() ? other.newest : newest,
                reruns + other.reruns);
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
