package io.github.ecstaskretry.cli.ask.explain;

import io.github.ecstaskretry.cli.ask.explain.Explanation.Decides;
import io.github.ecstaskretry.cli.ask.explain.Explanation.LeavesAlone;
import io.github.ecstaskretry.cli.ask.explain.Explanation.RunningTask;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.decide.Adoption;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.PolicySelector;
import io.github.ecstaskretry.core.decide.PolicySelector.PolicySelection;
import io.github.ecstaskretry.core.decide.RuleEvaluation;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.decide.TaskTags;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.plan.Hosts;
import io.github.ecstaskretry.core.plan.LaunchPlanner;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.StoppedTask.Origin;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import io.github.ecstaskretry.format.policy.PolicyFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows how the function decides: it asks the function's own code and keeps its trace. */
public final class Explainer {

    static final LaunchPlanner PLANNER = new LaunchPlanner(LaunchRequestJson::length);

    /** Only the function asks for the instance. */
    private static final TaskTags ASKED_LATER = new TaskTags() {
        @Override
        public Answer of(StoppedTask task) {
            throw new UnsupportedOperationException("the tags are known");
        }

        @Override
        public Optional<String> instanceId(String clusterArn, String containerInstanceArn) {
            return Optional.of(
                    "instance of " + containerInstanceArn.substring(containerInstanceArn.lastIndexOf('/') + 1));
        }
    };

    private final PolicySet policies;
    private final Classifier classifier;
    private final Decider decider;
    private final PolicySelector selector;
    private final Function<Situation, Learned> learning;

    /** {@code learning} says how the first task of a job was launched; asked only if it is retried. */
    public Explainer(PolicySet policies, Classifier classifier, Function<Situation, Learned> learning) {
        this.policies = policies;
        this.classifier = classifier;
        this.decider = new Decider(classifier);
        this.selector = new PolicySelector(policies, PolicyFile.builtIn(), decider);
        this.learning = learning;
    }

    /**
     * Explains one task. Assumes that earlier attempts failed in the same way.
     *
     * @param task with the {@code startedBy} of the job's first task
     * @param tags all tags of the task; the function would read only some of them
     */
    public Explanation explain(StoppedTask task, AttemptId attempt, Map<String, String> tags) {
        Optional<String> owner = Adoption.otherOwner(task);
        if (owner.isPresent()) {
            return leftAlone(
                    task,
                    attempt,
                    RuleEvaluation.none(policies.policies(), Policy::name),
                    "its retry is owned by " + owner.get());
        }
        PolicySelection selection = select(task, tags);
        Policy policy = selection.policy();
        if (policy == null) {
            return leftAlone(task, attempt, selection.policies(), "no policy matches it");
        }
        Situation situation = afterAlikeAttempts(task, attempt, policy, selection);
        Verdict verdict = decider.decide(situation);
        Learned learned = verdict.next() instanceof Verdict.RunAgain ? learned(situation) : Learned.UNASKED;
        Plan plan = PLANNER.plan(Hosts.lookUp(situation, verdict, ASKED_LATER), verdict, learned);
        return new Explanation(
                task,
                attempt,
                classifier.diagnose(task.stop(), policy.container()),
                selection.policies(),
                new Decides(plan, learned, Forecast.of(situation, plan, learned, decider)));
    }

    /** The verdict alone, without a launch; empty if no policy adopts the task. The arguments are those of {@link #explain}. */
    public Optional<Verdict> verdict(EndedAttempt ended, AttemptId attempt, Map<String, String> tags) {
        if (ended instanceof StoppedTask task && Adoption.otherOwner(task).isPresent()) {
            return Optional.empty();
        }
        PolicySelection selection = select(ended, tags);
        return Optional.ofNullable(selection.policy())
                .map(policy -> decider.decide(afterAlikeAttempts(ended, attempt, policy, selection)));
    }

    /** The task with the {@code startedBy} of its job's first task, because policies match by that. */
    public static StoppedTask startedLikeTheFirst(StoppedTask task, @Nullable String startedBy) {
        boolean rerun = AttemptId.fromStartedBy(task.origin().startedBy()).isPresent();
        if (startedBy == null && !rerun) {
            return task;
        }
        return task.as(new Origin(task.origin().group(), startedBy), task.times());
    }

    private PolicySelection select(EndedAttempt ended, Map<String, String> tags) {
        return selector.select(ended, JobHistory.NONE, asked -> new TaskTags.KnownTags(tags));
    }

    private Situation afterAlikeAttempts(
            EndedAttempt ended, AttemptId attempt, Policy policy, PolicySelection selection) {
        return Forecast.afterAlikeAttempts(
                new Situation(
                        ended,
                        attempt,
                        policy,
                        null,
                        JobHistory.NONE,
                        selection.gathered(),
                        ended.times().stoppedAt()),
                decider);
    }

    /** How a task that has not stopped would be launched again; the arguments are those of {@link #explain}. */
    public RunningTask running(StoppedTask task, AttemptId attempt, Map<String, String> tags) {
        PolicySelection selection = select(task, tags);
        Policy policy = selection.policy();
        if (policy == null || Adoption.otherOwner(task).isPresent()) {
            return new RunningTask(task, Optional.empty(), null, Learned.UNASKED);
        }
        Instant stoppedAt = task.times().stoppedAt();
        Situation situation =
                new Situation(task, attempt, policy, null, JobHistory.NONE, selection.gathered(), stoppedAt);
        Learned learned = learned(situation);
        return new RunningTask(
                task, Optional.of(policy.name()), PLANNER.plan(situation, retried(situation), learned), learned);
    }

    /** The verdict on any failure that is retried at once. */
    private Verdict retried(Situation situation) {
        Cause cause = classifier
                .diagnose((Stop.TaskStop) situation.ended().stop(), null)
                .cause();
        Instant now = situation.receivedAt();
        return new Verdict(
                cause,
                new Ruling(cause.id(), cause.kind(), situation.policy().name(), Mode.ACT, Ruling.OTHERWISE, true, ""),
                List.of(),
                new Verdict.RunAgain(
                        situation.attempt().next(), Duration.ZERO, Duration.ZERO, Duration.ZERO, now, null));
    }

    /** A re-run's launch is in the table, which is not read here. */
    private Learned learned(Situation situation) {
        return situation.attempt().isFirst() ? learning.apply(situation) : LaunchLearning.unasked(situation);
    }

    private Explanation leftAlone(
            StoppedTask task, AttemptId attempt, List<RuleEvaluation> evaluations, String reason) {
        return new Explanation(
                task, attempt, classifier.diagnose(task.stop(), null), evaluations, new LeavesAlone(reason));
    }
}
