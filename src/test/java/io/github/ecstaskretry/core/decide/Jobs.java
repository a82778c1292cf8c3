package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt.Subject;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.plan.LaunchPlanner;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Jobs with a past. */
public final class Jobs {

    public static final Classifier CLASSIFIER = new Classifier(CatalogueYaml.builtIn());

    private Jobs() {}

    /** The history of a job whose first attempt was this one. */
    public static JobHistory after(String policy, TaskEvent first) {
        return with(JobHistory.NONE, first.task(), 1, policy);
    }

    /** The history with one attempt more, which ended like this and was retried. */
    public static JobHistory with(JobHistory history, StoppedTask task, int number, String policy) {
        List<RecordedAttempt> attempts = new ArrayList<>(history.attempts());
        attempts.add(new RecordedAttempt(
                new AttemptId(TaskEvent.TASK_ID, number),
                Subject.of(task, null, Map.of()),
                task.times(),
                task.stop(),
                decide(task, number, policy, history).ruling(),
                new RecordedDecision.Retry(0, task.times().stoppedAt(), null, null, null, true, null, List.of()),
                task.event(),
                task.times().stoppedAt()));
        return new JobHistory(attempts);
    }

    public static Verdict decide(StoppedTask task, int number, String policy, JobHistory history) {
        return new Decider(CLASSIFIER).decide(situation(task, number, policy, history, Map.of()));
    }

    public static Situation situation(
            StoppedTask task, int number, String policy, JobHistory history, Map<String, String> tags) {
        return new Situation(
                task,
                new AttemptId(TaskEvent.TASK_ID, number),
                TestPolicies.first(policy),
                null,
                history,
                new Gathered(tags, null, null, null),
                task.times().stoppedAt().plusSeconds(1));
    }

    /** The plan for the second attempt of a job whose first one is retried, as an ambiguous failure. */
    public static Plan retry(TaskEvent event, String policy, Map<String, String> tags) {
        return retry(event, policy, tags, Learned.UNASKED);
    }

    /** The same with what is known of the launch. */
    public static Plan retry(TaskEvent event, String policy, Map<String, String> tags, Learned learned) {
        Situation situation = situation(event.task(), 1, policy, JobHistory.NONE, tags);
        Cause cause = new Cause("app-exit", CauseKind.AMBIGUOUS, "The container failed.", "Read its log.", "");
        Duration delay = Duration.ofSeconds(10);
        Verdict verdict = new Verdict(
                cause,
                new Ruling(
                        cause.id(),
                        cause.kind(),
                        situation.policy().name(),
                        Mode.ACT,
                        Ruling.OTHERWISE,
                        true,
                        "It is retried."),
                List.of(),
                new Verdict.RunAgain(
                        situation.attempt().next(),
                        delay,
                        delay,
                        delay,
                        event.task().times().stoppedAt().plus(delay),
                        null));
        return new LaunchPlanner(LaunchRequestJson::length).plan(situation, verdict, learned);
    }
}
