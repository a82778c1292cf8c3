package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.TaskArn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt as far as every index shows it.
 *
 * @param id job and number
 * @param subject which task
 * @param times when
 * @param ruling why
 * @param next what was decided
 */
public record ListedAttempt(AttemptId id, Subject subject, Times times, Ruling ruling, Next next) {

    /** Whether another attempt is to follow. */
    public boolean goesOn() {
        return next instanceof Next.Retry && !ruling.observed();
    }

    /**
     * Which task.
     *
     * @param task null where the launch made none, or the index does not show it
     */
    public record Subject(
            String cluster, String family, @Nullable TaskArn task) {}

    /**
     * When.
     *
     * @param jobCreatedAt when the job's first task was created; null where it was recorded by a version that did not tell
     * @param createdAt of this task; null where it is not known or not shown
     * @param startedAt of this task; null where it never ran, or is not shown
     * @param stoppedAt of this task
     */
    public record Times(
            @Nullable Instant jobCreatedAt,
            @Nullable Instant createdAt,
            @Nullable Instant startedAt,
            Instant stoppedAt) {}

    /**
     * Why it was decided so.
     *
     * @param kind of the cause; null where the index does not show it
     * @param observed whether the policy only observes, so that nothing was carried out
     */
    public record Ruling(String cause, @Nullable CauseKind kind, String policy, String rule, boolean observed) {}

    /** What was decided. */
    public sealed interface Next {

        /**
         * Another attempt.
         *
         * @param notBefore when it may start
         * @param executionArn the execution that starts it; null where the index does not show it or there is none
         */
        record Retry(Instant notBefore, @Nullable String executionArn) implements Next {}

        /** The job's end. */
        record Ended(Outcome outcome) implements Next {}
    }
}
