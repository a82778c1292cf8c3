package io.github.ecstaskretry.cli.ask.explain;

import io.github.ecstaskretry.core.classify.Classification;
import io.github.ecstaskretry.core.decide.RuleEvaluation;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the function would do with a stopped task, its cause, and the evaluation of each policy in the file's order. */
public record Explanation(
        StoppedTask task,
        AttemptId attempt,
        Classification classification,
        List<RuleEvaluation> policies,
        Conclusion conclusion) {

    public Explanation {
        policies = List.copyOf(policies);
    }

    public sealed interface Conclusion {}

    /** The function leaves the task alone and records nothing. The reason is a phrase. */
    public record LeavesAlone(String reason) implements Conclusion {}

    /** The function records the attempt and carries out the plan. The forecast assumes that every attempt ends like this one. */
    public record Decides(Plan plan, Learned learned, Forecast forecast) implements Conclusion {}

    /**
     * How a task that has not stopped would be launched again if it failed and was retried.
     *
     * @param task as if it had stopped
     * @param policy empty if none adopts it
     * @param plan null if the function would leave the task alone
     */
    public record RunningTask(
            StoppedTask task,
            Optional<String> policy,
            @Nullable Plan plan,
            Learned learned) {}
}
