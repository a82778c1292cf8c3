package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.format.event.LaunchEnd;
import io.github.ecstaskretry.format.launch.ExecutionJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Executions in memory. Notes in order what was done, and fails where a test wants it. */
abstract class MemoryExecutions implements Executions {

    private final List<String> done = new ArrayList<>();
    private final Map<String, String> inputs = new LinkedHashMap<>();
    private String failing = "nothing";
    private String described = "";
    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private String describedError;
    private String describedCause;

    /** The input of the execution of that name. */
    public String inputOf(String launchName) {
        return inputs.get(launchName);
    }

    /** The request of the execution of that name. */
    public RunTaskRequest requestOf(String launchName) {
        return ExecutionJson.request(inputOf(launchName));
    }

    /** What DescribeExecution tells of any execution's input. */
    public void describe(String input) {
        described = input;
    }

    /** The execution of that name has become this. */
    public void execution(String launchName, Execution execution) {
        executions.put(launchName, execution);
    }

    /** And of its end. */
    public void describe(String input, String error, String cause) {
        described = input;
        describedError = error;
        describedCause = cause;
    }

    /** The calls so far, such as {@code launch 0123-2}. */
    public List<String> done() {
        return List.copyOf(done);
    }

    /** The next thing that begins with this word fails, until another word is given. */
    public void fail(String word) {
        failing = word;
    }

    @Override
    public void start(RunTaskRequest request, LaunchName launch, Instant notBefore, Instant notAfter) {
        String name = launch.of(request.attempt());
        doing("launch " + name);
        inputs.put(name, ExecutionJson.input(request, notBefore, notAfter));
    }

    @Override
    public boolean ours(String stateMachineArn) {
        return stateMachineArn.equals(LaunchEvent.STATE_MACHINE_ARN);
    }

    @Override
    public LaunchEnd completed(LaunchEnd end) {
        doing("input of " + end.executionArn());
        return end.completed(described, describedError, describedCause);
    }

    @Override
    public Optional<Execution> find(AttemptId attempt, LaunchName name) {
        doing("find " + name.of(attempt));
        return Optional.ofNullable(executions.get(name.of(attempt)));
    }

    /** One that waits is aborted; another one stays as it is. */
    @Override
    public Execution stop(RunTaskRequest request, LaunchName launch, Instant at, String because) {
        String name = launch.of(request.attempt());
        doing("stop " + name);
        Execution execution = executions.get(name);
        if (execution == null || execution instanceof Execution.Running) {
            String input = execution == null
                    ? ExecutionJson.input(request, at.plus(Duration.ofHours(1)), Instant.EPOCH)
                    : inputOf(name);
            executions.put(
                    name,
                    new Execution.NotLaunched(
                            execution == null ? request : execution.request(),
                            new LaunchEnd(
                                    LaunchEvent.STATE_MACHINE_ARN.replace(":stateMachine:", ":execution:") + ":" + name,
                                    LaunchEvent.STATE_MACHINE_ARN,
                                    new LaunchFailure(LaunchFailure.ABORTED, because, null),
                                    at,
                                    input,
                                    EventRef.NONE)));
        }
        return executions.get(name);
    }

    final void doing(String what) {
        done.add(what);
        if (what.startsWith(failing)) {
            throw new IllegalStateException("cannot " + what);
        }
    }
}
