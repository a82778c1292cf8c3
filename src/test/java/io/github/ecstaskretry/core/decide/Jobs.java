package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt.Subject;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
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

    /** The history with one attempt more, which ended like this and was tried again. */
    public static JobHistory with(JobHistory history, StoppedTask task, int number, String policy) {
        Decided decided = decide(task, number, policy, history);
        List<RecordedAttempt> attempts = new ArrayList<>(history.attempts());
        attempts.add(new RecordedAttempt(
                new AttemptId(TaskEvent.TASK_ID, number),
                Subject.of(task, null, Map.of()),
                task.times(),
                task.stop(),
                decided.ruling(),
                new RecordedDecision.Retry(0, task.times().stoppedAt(), "{}", true),
                task.event()));
        return new JobHistory(attempts);
    }

    public static Decided decide(StoppedTask task, int number, String policy, JobHistory history) {
        return new Decider(CLASSIFIER)
                .decide(task, new AttemptId(TaskEvent.TASK_ID, number), TestPolicies.first(policy), history, Map.of());
    }
}
