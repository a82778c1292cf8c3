package io.github.ecstaskretry.cli.ask.explain;

import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a task that has not stopped would be launched again if it failed and was retried.
 *
 * @param task as if it had stopped
 * @param policy empty if none adopts it
 * @param plan null if the function would leave the task alone
 */
public record RunningTask(
        StoppedTask task, Optional<String> policy, @Nullable Plan plan, Learned learned) {}
