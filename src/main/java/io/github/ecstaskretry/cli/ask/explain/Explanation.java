package io.github.ecstaskretry.cli.ask.explain;

import io.github.ecstaskretry.core.classify.Classification;
import io.github.ecstaskretry.core.decide.Decided;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.List;

/**
 * What would be done with a stopped task, and why.
 *
 * @param task the stop as it is understood
 * @param attempt which attempt of which job it is
 * @param classification the cause, and by what it was recognised
 * @param policies each policy's answer, in the file's order
 * @param answer what follows
 */
public record Explanation(
        StoppedTask task, AttemptId attempt, Classification classification, List<RuleEvaluation> policies, Answer answer) {

    /** Keeps a copy. */
    public Explanation {
        policies = List.copyOf(policies);
    }

    /** What follows. */
    public sealed interface Answer {

        /**
         * The task is left alone and not recorded.
         *
         * @param reason a phrase
         */
        record Ignored(String reason) implements Answer {}

        /**
         * A policy adopts the task.
         *
         * @param rules each of its rules' answer, in order
         * @param decided the decision
         * @param schedule what would follow from it
         */
        record Adopted(List<RuleEvaluation> rules, Decided decided, Schedule schedule) implements Answer {
            /** Keeps a copy. */
            public Adopted {
                rules = List.copyOf(rules);
            }
        }
    }
}
