package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.TaskEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Run-job executions in memory: says what was done with them. */
public final class MemoryRunJobs implements RunJobs, AbortedJobs {

    /** The run-job state machine. */
    public static final String STATE_MACHINE_ARN = "arn:aws:states:eu-west-1:111122223333:stateMachine:run-job";

    private static final String EXECUTION_ARN = "arn:aws:states:eu-west-1:111122223333:execution:run-job:";

    private final Consumer<String> doing;
    private final Map<String, Caller> waiting = new LinkedHashMap<>();
    private final Map<String, Instant> aborts = new HashMap<>();
    private State state = State.WAITS;
    private Mistake mistake = Mistake.NONE;

    /** What an implementation can do wrong. */
    enum Mistake {
        NONE,
        /** Reconciling does not see who waits. */
        NOBODY_IS_OPEN,
        /** An answer is not noted. */
        NOTHING_IS_CLOSED,
        /** An abort is not noted. */
        NO_ABORT_IS_NOTED
    }

    void makes(Mistake one) {
        mistake = one;
    }

    /** Nobody waits for anything. */
    public MemoryRunJobs() {
        this(what -> {});
    }

    MemoryRunJobs(Consumer<String> doing) {
        this.doing = doing;
    }

    /** An execution waits for this job. */
    public void waits(String jobId) {
        waiting.put(jobId, new Caller(jobId, EXECUTION_ARN + jobId, "token"));
    }

    /** What has become of every execution. */
    void state(State now) {
        state = now;
    }

    @Override
    public Optional<Caller> waiting(String jobId) {
        doing.accept("who waits for " + jobId);
        return Optional.ofNullable(waiting.get(jobId));
    }

    @Override
    public List<Iterable<OpenCaller>> open(Instant before, Consumer<RuntimeException> unreadable) {
        return mistake == Mistake.NOBODY_IS_OPEN
                ? List.of()
                : List.of(waiting.values().stream()
                        .map(caller ->
                                new OpenCaller(caller.jobId(), caller.executionArn(), TaskEvent.CLUSTER_ARN, before))
                        .toList());
    }

    @Override
    public void succeed(Caller caller, String job) {
        doing.accept("succeed " + caller.jobId() + ": " + job);
    }

    @Override
    public void fail(Caller caller, String error, String cause) {
        doing.accept("fail " + caller.jobId() + ": " + error + ": " + cause);
    }

    @Override
    public void close(Caller caller) {
        doing.accept("answered " + caller.jobId());
        if (mistake != Mistake.NOTHING_IS_CLOSED) {
            waiting.remove(caller.jobId());
        }
    }

    @Override
    public boolean ours(String stateMachineArn) {
        return stateMachineArn.equals(STATE_MACHINE_ARN);
    }

    @Override
    public State state(String executionArn) {
        return state;
    }

    @Override
    public Handled.Aborted cancel(String executionArn) {
        doing.accept("cancel the job of " + executionArn);
        return new Handled.Aborted(executionArn, true, "It is cancelled.");
    }

    @Override
    public void noteAbort(String jobId, Instant at) {
        doing.accept("note the abort of " + jobId);
        if (mistake != Mistake.NO_ABORT_IS_NOTED) {
            aborts.putIfAbsent(jobId, at);
        }
    }

    @Override
    public Optional<Instant> abortedAt(String jobId) {
        return Optional.ofNullable(aborts.get(jobId));
    }
}
