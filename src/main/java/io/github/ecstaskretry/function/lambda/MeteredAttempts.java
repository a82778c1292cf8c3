package io.github.ecstaskretry.function.lambda;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Policy.Metrics;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.Attempts;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts each attempt once, when it is written. */
final class MeteredAttempts implements Attempts {

    private final Attempts attempts;
    private final Meter meter;
    private final Set<String> byFamily;

    MeteredAttempts(Attempts attempts, Meter meter, PolicySet policies) {
        this.attempts = attempts;
        this.meter = meter;
        this.byFamily = policies.policies().stream()
                .filter(policy -> policy.metrics() == Metrics.FAMILY)
                .map(Policy::name)
                .collect(Collectors.toSet());
    }

    @Override
    public JobHistory history(String jobId) {
        return attempts.history(jobId);
    }

    @Override
    public Optional<RecordedAttempt> record(RecordedAttempt attempt, JobHistory before) {
        return counted(attempts.record(attempt, before), attempt, before);
    }

    @Override
    public Optional<RecordedAttempt> supersede(RecordedAttempt attempt, RecordedAttempt lost, JobHistory before) {
        return counted(attempts.supersede(attempt, lost, before), attempt, before);
    }

    private Optional<RecordedAttempt> counted(
            Optional<RecordedAttempt> existing, RecordedAttempt written, JobHistory before) {
        if (existing.isEmpty()) {
            meter.count(written, before, byFamily.contains(written.ruling().policy()));
        }
        return existing;
    }

    @Override
    public void setAside(AttemptId retry) {
        attempts.setAside(retry);
    }

    @Override
    public boolean takeNotice(AttemptId attempt) {
        return attempts.takeNotice(attempt);
    }

    @Override
    public void giveBackNotice(AttemptId attempt) {
        attempts.giveBackNotice(attempt);
    }

    @Override
    public void markAnnounced(AttemptId attempt) {
        attempts.markAnnounced(attempt);
    }
}
