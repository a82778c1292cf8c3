package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.Orders;
import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The open work of the table, in memory: an index that never lags. */
abstract class MemoryOpenAttempts implements OpenAttempts {

    final MemoryPorts ports;
    private final Map<AttemptId, Instant> missing = new LinkedHashMap<>();
    private Instant recordedAt = Instant.EPOCH;
    private Predicate<String> failing = task -> false;

    MemoryOpenAttempts(MemoryPorts ports) {
        this.ports = ports;
    }

    /** Everything that is in the table was recorded then. */
    void recordedAt(Instant time) {
        recordedAt = time;
    }

    /** The table cannot be asked about these tasks. */
    void cannotLookUp(Predicate<String> jobIds) {
        failing = jobIds;
    }

    @Override
    public List<Iterable<Open>> retries(Instant dueBefore, Consumer<RuntimeException> unreadable) {
        return List.of(ports.records().stream()
                .filter(attempt -> attempt.decision() instanceof RecordedDecision.Retry retry
                        && retry.pending()
                        && retry.startable()
                        && !ports.aside().contains(attempt.id())
                        && retry.notBefore().isBefore(dueBefore)
                        && !isRecorded(attempt.id().next()))
                .map(attempt -> open(attempt, ((RecordedDecision.Retry) attempt.decision()).notBefore()))
                .toList());
    }

    @Override
    public List<Iterable<Open>> held(Consumer<RuntimeException> unreadable) {
        return List.of(ports.records().stream()
                .filter(attempt -> attempt.decision() instanceof RecordedDecision.Retry retry
                        && (retry.held() != null
                                || retry.orders().cancelled() != null
                                || ports.aside().contains(attempt.id()))
                        && !isRecorded(attempt.id().next()))
                .map(attempt -> open(attempt, ((RecordedDecision.Retry) attempt.decision()).notBefore()))
                .toList());
    }

    @Override
    public void putBack(AttemptId retry) {
        ports.aside().remove(retry);
    }

    @Override
    public boolean release(AttemptId retry, RunTaskRequest request, String launchSource) {
        return ports.learn(retry, request, launchSource, null);
    }

    @Override
    public void leaveToPause(AttemptId retry, RunTaskRequest request, String launchSource) {
        ports.learn(retry, request, launchSource, new Held(Held.Reason.PAUSED, Instant.EPOCH));
    }

    @Override
    public boolean resume(AttemptId id, Instant notBefore, Order by) {
        return ports.order(
                id,
                "resume",
                retry -> new RecordedDecision.Retry(
                        retry.delaySeconds(),
                        notBefore,
                        retry.notAfter(),
                        retry.request(),
                        retry.launchSource(),
                        retry.pending(),
                        null,
                        retry.changes(),
                        new Orders(null, by, retry.orders().launch())));
    }

    @Override
    public List<Iterable<Open>> notices(Instant stoppedBefore, Consumer<RuntimeException> unreadable) {
        return List.of(ports.records().stream()
                .filter(attempt -> attempt.decision() instanceof RecordedDecision.End terminal
                        && terminal.noticeDue()
                        && !ports.done().contains("mark " + attempt.id().launchName())
                        && attempt.times().stoppedAt().isBefore(stoppedBefore))
                .map(attempt -> open(attempt, attempt.times().stoppedAt()))
                .toList());
    }

    @Override
    public Instant missingSince(AttemptId retry, Instant now) {
        return missing.computeIfAbsent(retry, since -> now);
    }

    @Override
    public void found(AttemptId retry) {
        missing.remove(retry);
    }

    private Open open(RecordedAttempt attempt, Instant since) {
        return new Open(attempt.id(), attempt.subject().clusterArn(), since, recordedAt);
    }

    @Override
    public Set<AttemptId> recorded(Set<AttemptId> attempts) {
        if (attempts.stream().map(AttemptId::jobId).anyMatch(failing)) {
            throw new IllegalStateException("cannot look up");
        }
        return ports.records().stream()
                .filter(attempt -> !(attempt.stop() instanceof LaunchFailure failure && failure.lost()))
                .map(RecordedAttempt::id)
                .filter(attempts::contains)
                .collect(Collectors.toSet());
    }

    private boolean isRecorded(AttemptId id) {
        return ports.records().stream().anyMatch(attempt -> attempt.id().equals(id));
    }
}
