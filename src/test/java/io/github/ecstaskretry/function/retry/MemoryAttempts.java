package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.Reruns;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Recorded attempts in memory. */
abstract class MemoryAttempts extends MemoryExecutions implements Attempts {

    private final Map<AttemptId, RecordedAttempt> records = new LinkedHashMap<>();
    private final Set<AttemptId> aside = new HashSet<>();

    public List<RecordedAttempt> records() {
        return List.copyOf(records.values());
    }

    /** Empties the table. */
    public void forget() {
        records.clear();
    }

    @Override
    public JobHistory history(String jobId) {
        doing("history " + jobId);
        return new JobHistory(records.values().stream()
                .filter(record -> record.id().jobId().equals(jobId))
                .toList());
    }

    @Override
    public Optional<RecordedAttempt> record(RecordedAttempt attempt, JobHistory before) {
        doing("record " + attempt.id().launchName());
        return Optional.ofNullable(records.putIfAbsent(attempt.id(), attempt));
    }

    @Override
    public Optional<RecordedAttempt> supersede(RecordedAttempt attempt, RecordedAttempt lost, JobHistory before) {
        doing("supersede " + attempt.id().launchName());
        records.replace(attempt.id(), lost, attempt);
        return Optional.empty();
    }

    /** The request of a held retry is known; from now on it is held so, or not at all. */
    boolean learn(AttemptId id, RunTaskRequest request, String source, RecordedDecision.Held held) {
        return order(
                id,
                held == null ? "release" : "keep",
                retry -> new RecordedDecision.Retry(
                        retry.delaySeconds(),
                        retry.notBefore(),
                        retry.notAfter(),
                        request,
                        source,
                        retry.pending(),
                        held,
                        retry.changes()));
    }

    @Override
    public void setAside(AttemptId retry) {
        doing("set aside " + retry.launchName());
        aside.add(retry);
    }

    Set<AttemptId> aside() {
        return aside;
    }

    @Override
    public boolean takeNotice(AttemptId attempt) {
        doing("take notice " + attempt.launchName());
        return true;
    }

    @Override
    public void giveBackNotice(AttemptId attempt) {
        doing("give back notice " + attempt.launchName());
    }

    @Override
    public void markAnnounced(AttemptId attempt) {
        doing("mark " + attempt.launchName());
    }

    /** Notes reruns in the record of an end. */
    public boolean rerun(AttemptId id, Reruns reruns) {
        doing("rerun " + id.launchName());
        RecordedDecision.End end = (RecordedDecision.End) records.get(id).decision();
        return replace(
                id,
                new RecordedDecision.End(
                        end.outcome(), end.announce(), end.announcedAt(), end.digest(), end.request(), reruns));
    }

    /** Changes a retry's record. */
    public boolean order(AttemptId id, String what, UnaryOperator<RecordedDecision.Retry> change) {
        doing(what + " " + id.launchName());
        return replace(id, change.apply((RecordedDecision.Retry) records.get(id).decision()));
    }

    private boolean replace(AttemptId id, RecordedDecision decision) {
        RecordedAttempt there = records.get(id);
        records.put(
                id,
                new RecordedAttempt(
                        id,
                        there.subject(),
                        there.times(),
                        there.stop(),
                        there.ruling(),
                        decision,
                        there.event(),
                        there.receivedAt()));
        return true;
    }
}
