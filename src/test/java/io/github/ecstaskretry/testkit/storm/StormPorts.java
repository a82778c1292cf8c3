package io.github.ecstaskretry.testkit.storm;

import io.github.ecstaskretry.core.decide.TaskTags;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.Pause;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.event.LaunchEnd;
import io.github.ecstaskretry.function.retry.Attempts;
import io.github.ecstaskretry.function.retry.Control;
import io.github.ecstaskretry.function.retry.Execution;
import io.github.ecstaskretry.function.retry.Executions;
import io.github.ecstaskretry.function.retry.Notices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The table, the executions and the topic in memory, where nothing fails. */
final class StormPorts implements Attempts, Executions, Notices, TaskTags, Control {

    private final Map<String, List<RecordedAttempt>> jobs = new HashMap<>();
    private final Start onStart;
    private final Consumer<Outcome> onEnd;

    StormPorts(Start onStart, Consumer<Outcome> onEnd) {
        this.onStart = onStart;
        this.onEnd = onEnd;
    }

    /** The course of a started execution. */
    interface Start {

        void of(RunTaskRequest request, Instant notBefore, @Nullable Instant notAfter);
    }

    @Override
    public ControlItem read() {
        return new ControlItem(Instant.EPOCH, null, List.of());
    }

    @Override
    public boolean changePauses(List<Pause> before, List<Pause> after) {
        throw new UnsupportedOperationException("nobody pauses in a storm");
    }

    @Override
    public void launchesRead(Instant until) {
        throw new UnsupportedOperationException("no launches of others are read in this model");
    }

    @Override
    public JobHistory history(String jobId) {
        return new JobHistory(jobs.getOrDefault(jobId, List.of()));
    }

    @Override
    public Optional<RecordedAttempt> record(RecordedAttempt attempt, JobHistory before) {
        jobs.computeIfAbsent(attempt.id().jobId(), job -> new ArrayList<>()).add(attempt);
        if (attempt.decision() instanceof RecordedDecision.End end) {
            onEnd.accept(end.outcome());
        }
        return Optional.empty();
    }

    @Override
    public Optional<RecordedAttempt> supersede(RecordedAttempt attempt, RecordedAttempt lost, JobHistory before) {
        throw new UnsupportedOperationException("nothing is lost in this model");
    }

    @Override
    public void setAside(AttemptId retry) {
        throw new UnsupportedOperationException("every execution starts in this model");
    }

    @Override
    public boolean takeNotice(AttemptId attempt) {
        return true;
    }

    @Override
    public void giveBackNotice(AttemptId attempt) {}

    @Override
    public void markAnnounced(AttemptId attempt) {}

    @Override
    public boolean announce(RecordedAttempt last, JobHistory before) {
        return true;
    }

    @Override
    public void start(RunTaskRequest request, LaunchName name, Instant notBefore, @Nullable Instant notAfter) {
        onStart.of(request, notBefore, notAfter);
    }

    @Override
    public boolean ours(String stateMachineArn) {
        return true;
    }

    @Override
    public Optional<Execution> find(AttemptId attempt, LaunchName name) {
        return Optional.empty();
    }

    @Override
    public Execution stop(RunTaskRequest request, LaunchName name, Instant now, String because) {
        throw new UnsupportedOperationException("nobody cancels in a storm");
    }

    @Override
    public LaunchEnd completed(LaunchEnd end) {
        return end;
    }

    @Override
    public Answer of(StoppedTask task) {
        return new KnownTags(Map.of());
    }
}
