package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.decide.Adoption;
import io.github.ecstaskretry.core.decide.TaskTags;
import io.github.ecstaskretry.core.task.Arn;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Handles stopped tasks: finds out which attempt of which job each one is, and whether its retry is ours.
 *
 * @param stateMachine wait-and-run, which launches tasks only in its own account and Region
 */
public record StoppedTasks(EndedAttempts endedAttempts, Arn stateMachine) {

    /**
     * Handles one stopped task. Idempotent.
     *
     * @throws RuntimeException of an adapter, if a call to AWS failed
     */
    public Handled handle(StoppedTask task) {
        return handle(task, (ended, attempt) -> endedAttempts.handle(ended, attempt));
    }

    /** The same for a task whose tags are known. */
    Handled handle(StoppedTask task, Map<String, String> tags) {
        return handle(
                task, (ended, attempt) -> endedAttempts.handle(ended, attempt, asked -> new TaskTags.KnownTags(tags)));
    }

    private Handled handle(StoppedTask task, BiFunction<StoppedTask, AttemptId, Handled> path) {
        return notOurs(task)
                .<Handled>map(Handled.Ignored::new)
                .orElseGet(() ->
                        path.apply(task, AttemptId.of(task.arn(), task.origin().startedBy())));
    }

    private Optional<String> notOurs(StoppedTask task) {
        return Adoption.foreign(task, stateMachine)
                .or(() -> Adoption.otherOwner(task).map(owner -> "its retry is owned by " + owner));
    }
}
