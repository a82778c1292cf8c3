package io.github.ecstaskretry.explain;

import io.github.ecstaskretry.classify.CauseKind;
import io.github.ecstaskretry.classify.Classifier;
import io.github.ecstaskretry.classify.Diagnosis;
import io.github.ecstaskretry.decide.Decided;
import io.github.ecstaskretry.decide.Decider;
import io.github.ecstaskretry.decide.JobHistory;
import io.github.ecstaskretry.decide.Occasions;
import io.github.ecstaskretry.explain.Explanation.Answer;
import io.github.ecstaskretry.job.AttemptId;
import io.github.ecstaskretry.job.StoppedTask;
import io.github.ecstaskretry.policy.Occasion;
import io.github.ecstaskretry.policy.Policy;
import io.github.ecstaskretry.policy.PolicySet;
import io.github.ecstaskretry.policy.Rule;
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
        List<Asked> answers = policies.policies().stream()
                .map(policy -> asked
                        ? Asked.missed(policy.name(), Misses.of(policy.match(), task, tags))
                        : Asked.notAsked(policy.name()))
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
        Diagnosis diagnosis = classifier.diagnose(task.stop(), adopting.container());
        return new Explanation(
                task,
                attempt,
                diagnosis,
                policies(task, adopting, tags),
                new Answer.Adopted(
                        rules(Occasions.of(task, attempt, history, read, diagnosis.cause()), adopting, decided),
                        decided,
                        Schedule.of(task, attempt, adopting, history, read, decider)));
    }

    private List<Asked> policies(StoppedTask task, Policy adopting, Map<String, String> tags) {
        List<Asked> answers = new ArrayList<>();
        boolean taken = false;
        for (Policy policy : policies.policies()) {
            if (policy.name().equals(adopting.name())) {
                answers.add(Asked.took(policy.name()));
                taken = true;
            } else {
                answers.add(
                        taken
                                ? Asked.notAsked(policy.name())
                                : Asked.missed(policy.name(), Misses.of(policy.match(), task, tags)));
            }
        }
        return answers;
    }

    private static List<Asked> rules(Occasion occasion, Policy policy, Decided decided) {
        List<Asked> answers = new ArrayList<>();
        boolean settled = occasion.cause().kind() == CauseKind.SUCCESS;
        for (Rule rule : policy.rules()) {
            if (rule.name().equals(decided.ruling().rule())) {
                answers.add(Asked.took(rule.name()));
                settled = true;
            } else {
                answers.add(
                        settled
                                ? Asked.notAsked(rule.name())
                                : Asked.missed(rule.name(), rule.when().misses(occasion)));
            }
        }
        return answers;
    }
}
