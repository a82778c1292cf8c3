package io.github.ecstaskretry.cli.ask.explain;

import io.github.ecstaskretry.core.classify.Classification;
import io.github.ecstaskretry.core.decide.RuleEvaluation;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.List;

/**
 * What the function would do with a stopped task, and why.
 *
 * @param classification the cause, and by what it was recognised
 * @param policies the evaluation of each policy, in the file's order
 */
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

    /**
     * It leaves the task alone and records nothing.
     *
     * @param reason a phrase
     */
    public record LeavesAlone(String reason) implements Conclusion {}

    /**
     * It records the attempt and carries out the plan.
     *
     * @param forecast the rest of the job, if every attempt ended like this one
     */
    public record Decides(Plan plan, Forecast forecast) implements Conclusion {}
}
