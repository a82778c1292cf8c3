package io.github.ecstaskretry.cli.ask.explain;

import io.github.ecstaskretry.cli.ask.explain.Explanation.Answer;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.classify.Classification;
import io.github.ecstaskretry.core.decide.Decided;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.RuleInputs;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.policy.RuleInput;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Explains decisions; the decisions themselves are the {@link Decider}'s. */
public final class Explainer {

    private final PolicySet policies;
    private final Classifier classifier;
    private final Decider decider;

    public Explainer(PolicySet policies, Classifier classifier, Decider decider) {
        this.policies = policies;
        this.classifier = classifier;
        this.decider = decider;
    }

    /**
     * Of a task that nobody adopts.
     *
     * @param asked whether the policies were asked at all
     * @param reason why it is left alone
     */
    public Explanation ignored(
            StoppedTask task, AttemptId attempt, Map<String, String> tags, boolean asked, String reason) {
        List<RuleEvaluation> answers = policies.policies().stream()
                .map(policy -> asked
                        ? RuleEvaluation.missed(policy.name(), Misses.of(policy.match(), task, tags))
                        : RuleEvaluation.notAsked(policy.name()))
                .toList();
        return new Explanation(
                task, attempt, classifier.diagnose(task.stop(), null), answers, new Answer.Ignored(reason));
    }

    /**
     * Of a task that a policy adopts. The attempts before it, when there were any, are taken to have failed the same way.
     *
     * @param task with the {@code startedBy} of the job's first task
     * @param attempt which attempt it is
     * @param adopting the policy
     * @param read the task's tags, as far as that policy makes the function read them
     * @param tags the task's, all of them
     */
    public Explanation adopted(
            StoppedTask task, AttemptId attempt, Policy adopting, Map<String, String> read, Map<String, String> tags) {
        JobHistory history = Past.before(attempt, task, decider, adopting, read);
        Decided decided = decider.decide(task, attempt, adopting, history, read);
        Classification classification = classifier.diagnose(task.stop(), adopting.container());
        return new Explanation(
                task,
                attempt,
                classification,
                policies(task, adopting, tags),
                new Answer.Adopted(
                        rules(RuleInputs.of(task, attempt, history, read, classification.cause()), adopting, decided),
                        decided,
                        Schedule.of(task, attempt, adopting, history, read, decider)));
    }

    private List<RuleEvaluation> policies(StoppedTask task, Policy adopting, Map<String, String> tags) {
        List<RuleEvaluation> answers = new ArrayList<>();
        boolean taken = false;
        for (Policy policy : policies.policies()) {
            if (policy.name().equals(adopting.name())) {
                answers.add(RuleEvaluation.took(policy.name()));
                taken = true;
            } else {
                answers.add(
                        taken
                                ? RuleEvaluation.notAsked(policy.name())
                                : RuleEvaluation.missed(policy.name(), Misses.of(policy.match(), task, tags)));
            }
        }
        return answers;
    }

    private static List<RuleEvaluation> rules(RuleInput occasion, Policy policy, Decided decided) {
        List<RuleEvaluation> answers = new ArrayList<>();
        boolean settled = occasion.cause().kind() == CauseKind.SUCCESS;
        for (Rule rule : policy.rules()) {
            if (rule.name().equals(decided.ruling().rule())) {
                answers.add(RuleEvaluation.took(rule.name()));
                settled = true;
            } else {
                answers.add(
                        settled
                                ? RuleEvaluation.notAsked(rule.name())
                                : RuleEvaluation.missed(rule.name(), rule.when().misses(occasion)));
            }
        }
        return answers;
    }
}
