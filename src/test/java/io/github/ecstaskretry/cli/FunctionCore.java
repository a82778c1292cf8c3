package io.github.ecstaskretry.cli;

import io.github.ecstaskretry.classify.Classifier;
import io.github.ecstaskretry.decide.Decider;
import io.github.ecstaskretry.decide.JobHistory;
import io.github.ecstaskretry.decide.RecordedAttempt;
import io.github.ecstaskretry.format.CatalogueYaml;
import io.github.ecstaskretry.handle.Attempts;
import io.github.ecstaskretry.handle.Handled;
import io.github.ecstaskretry.handle.StoppedTasks;
import io.github.ecstaskretry.job.AttemptId;
import io.github.ecstaskretry.job.StoppedTask;
import io.github.ecstaskretry.policy.PolicySet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The function without AWS: what it records stays in memory, what it starts and announces goes nowhere. */
final class FunctionCore {

    private final StoppedTasks stoppedTasks;

    FunctionCore(PolicySet policies, Map<String, String> tags) {
        stoppedTasks = new StoppedTasks(
                policies,
                new Decider(new Classifier(CatalogueYaml.builtIn())),
                new Memory(),
                (attempt, input) -> {},
                (last, before) -> {},
                task -> tags);
    }

    Handled handle(StoppedTask task) {
        return stoppedTasks.handle(task);
    }

    private static final class Memory implements Attempts {

        private final Map<AttemptId, RecordedAttempt> attempts = new LinkedHashMap<>();

        @Override
        public JobHistory history(String jobId) {
            return new JobHistory(attempts.values().stream()
                    .filter(attempt -> attempt.id().jobId().equals(jobId))
                    .toList());
        }

        @Override
        public Optional<RecordedAttempt> record(RecordedAttempt attempt, JobHistory before) {
            return Optional.ofNullable(attempts.putIfAbsent(attempt.id(), attempt));
        }

        @Override
        public void markAnnounced(AttemptId attempt) {
            // The record is not read again.
        }
    }
}
