package io.github.ecstaskretry.cli.audit;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A job with its attempts.
 *
 * @param job the job
 * @param attempts in order
 */
public record JobTimeline(Job job, List<ListedAttempt> attempts) {

    static JobTimeline of(List<ListedAttempt> attempts, Instant now) {
        List<ListedAttempt> inOrder = attempts.stream()
                .sorted(Comparator.comparingInt(attempt -> attempt.id().number()))
                .toList();
        return new JobTimeline(Job.of(inOrder.getLast(), now), inOrder);
    }

    /** When the first of these attempts began. */
    public Instant start() {
        return start(attempts.getFirst());
    }

    /** When the last one stopped. */
    public Instant end() {
        return attempts.getLast().times().stoppedAt();
    }

    /** When an attempt began: its task's creation, else its start, else its stop. */
    public static Instant start(ListedAttempt attempt) {
        Instant startedAt = Objects.requireNonNullElse(
                attempt.times().startedAt(), attempt.times().stoppedAt());
        return Objects.requireNonNullElse(attempt.times().createdAt(), startedAt);
    }
}
