package io.github.ecstaskretry.format.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operator's command (docs/operations.md). The operator's texts are unchecked; whoever carries out the command checks them, so that
 * the operator gets an answer.
 *
 * @param word such as {@code retry-now}
 * @param by the ARN of the operator
 * @param reason null if the operator gave none
 */
public record Command(String word, String by, @Nullable String reason, Instruction instruction) {

    /** What to do. */
    public sealed interface Instruction {}

    /** Ends a job whose retry waits. */
    public record Cancel(String jobId) implements Instruction {}

    /** Launches a retry that waits. */
    public record RetryNow(String jobId) implements Instruction {}

    /** Runs an ended job again, as a job of its own, with values by container and name; the container {@code *} stands for every one. */
    public record Rerun(String jobId, Map<String, Map<String, String>> environment) implements Instruction {

        /** Leaves out the values, which may be secrets. */
        @Override
        public String toString() {
            return "Rerun[" + jobId + "]";
        }
    }

    /**
     * Holds the retries of a scope.
     *
     * @param scope such as {@code family/etl}
     * @param until null for no end
     */
    public record PauseScope(String scope, @Nullable String until) implements Instruction {}

    /** Ends a pause. */
    public record ResumeScope(String scope) implements Instruction {}

    /** Lists the messages of the dead-letter queue. */
    public record ListDeadLetters(int limit) implements Instruction {}

    /** Handles the messages of the dead-letter queue with these ids; without ids, all. */
    public record Redrive(List<String> ids) implements Instruction {}
}
