package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.asl.ExecutionTimedOut;
import io.github.ecstaskretry.testkit.standin.asl.Interpreter;
import io.github.ecstaskretry.testkit.standin.asl.Pace;
import io.github.ecstaskretry.testkit.standin.asl.Progress;
import io.github.ecstaskretry.testkit.standin.asl.ServiceCall;
import io.github.ecstaskretry.testkit.standin.asl.StateError;
import io.github.ecstaskretry.testkit.standin.asl.StateMachine;
import io.github.ecstaskretry.testkit.standin.stepfunctions.DeployedStateMachine;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Step Functions with the state machine as {@code sam/} deploys it. An execution keeps its name for ever; the same name with the same
 * input is the same execution while it runs (AWS Step Functions API reference, {@code StartExecution}).
 */
final class StepFunctions {

    private static final StateMachine WAIT_AND_RUN =
            DeployedStateMachine.waitAndRun("wait-and-run").machine();

    private final Timeline timeline;
    private final Chance chance;
    private final Faults faults;
    private final Bus bus;
    private final Trace trace;
    private final ServiceCall runTask;
    private int changes;
    private final Map<String, Execution> executions = new LinkedHashMap<>();

    StepFunctions(Timeline timeline, Chance chance, Faults faults, Bus bus, Trace trace, ServiceCall runTask) {
        this.timeline = timeline;
        this.chance = chance;
        this.faults = faults;
        this.bus = bus;
        this.trace = trace;
        this.runTask = runTask;
    }

    Collection<Execution> executions() {
        return executions.values();
    }

    /** Counts up with everything that happens. */
    int changes() {
        return changes;
    }

    /** Null when there is none. */
    Execution execution(String arn) {
        return executions.get(arn.substring(arn.lastIndexOf(':') + 1));
    }

    /** The execution of a retry. If retry-now named another one and that was never started, the planned one; null if neither was. */
    @Nullable Execution executionOf(Recorded retry) {
        Execution named = execution(retry.text("executionArn"));
        return named == null && retry.wasHurried() ? execution(retry.asDecided().text("executionArn")) : named;
    }

    /** Whether an execution's output names the task. */
    boolean names(SimulatedTask task) {
        Execution execution =
                executions.get(task.launch().job().id() + "-" + task.launch().attempt());
        return execution != null && execution.output() != null;
    }

    /** Starts an execution, or finds the running one with this name and input; false if another one has the name. */
    boolean start(String name, String input) {
        Execution there = executions.get(name);
        if (there != null) {
            return there.isRunning() && there.input().equals(input);
        }
        Execution execution = new Execution(name, input, timeline.now());
        executions.put(name, execution);
        changes++;
        timeline.begin(Duration.ZERO, () -> run(execution));
        if (faults.strikes(Fault.ABORTED, 1, name)) {
            timeline.after(chance.in(0.5) ? chance.millis(0, 2_000) : chance.seconds(1, 300), () -> abort(execution));
            if (faults.strikesRun(Fault.REDRIVEN, 0.3, name)) {
                timeline.begin(chance.seconds(1_000, 1_200_000), () -> redrive(execution));
            }
        }
        return true;
    }

    /** Ends an execution where it is, unless it has ended. */
    void stop(Execution execution, String cause) {
        if (execution.isRunning()) {
            end(execution, "ABORTED", null, cause);
        }
    }

    private void abort(Execution execution) {
        end(execution, "ABORTED", null, "not needed any more");
    }

    /** Step Functions lets somebody redrive an execution that has not succeeded for 14 days. */
    private void redrive(Execution execution) {
        if (!execution.isRunning() && !execution.status().equals("SUCCEEDED")) {
            trace.say(() -> "execution " + execution.name() + " is redriven");
            execution.redrive();
            run(execution);
        }
    }

    private void run(Execution execution) {
        new Run(execution).toItsEnd();
    }

    private void end(Execution execution, String status, String error, String cause) {
        changes++;
        if (execution.end(status, error, cause, timeline.now())) {
            trace.say(() -> "execution " + execution.name() + " " + status + " " + cause);
            bus.emit(execution.ended(chance.id(), chance.in(0.9)));
        }
    }

    /**
     * An execution from its start, or from a redrive, to its end. If the execution is stopped meanwhile, the run goes no further, even if
     * somebody redrives the execution: that is another run.
     */
    private final class Run implements ServiceCall, Pace {

        private final Execution execution;
        private final int redrives;

        Run(Execution execution) {
            this.execution = execution;
            this.redrives = execution.redrives();
        }

        void toItsEnd() {
            try {
                ObjectNode context = Json.object();
                context.putObject("Execution").put("RedriveCount", redrives);
                JsonNode output = new Interpreter(WAIT_AND_RUN, context, this, this, Progress.NONE)
                        .run(Json.read(execution.input()));
                changes++;
                if (goesOn() && execution.succeed(Json.write(output), timeline.now())) {
                    trace.say(() -> "execution " + execution.name() + " SUCCEEDED");
                }
            } catch (StateError error) {
                fail("FAILED", error.error(), error.cause());
            } catch (ExecutionTimedOut timedOut) {
                fail("TIMED_OUT", null, null);
            } catch (InterruptedException stopped) {
                trace.say(() -> "execution " + execution.name() + " goes no further");
            }
        }

        private void fail(String status, @Nullable String error, @Nullable String cause) {
            if (goesOn()) {
                end(execution, status, error, cause);
            }
        }

        private boolean goesOn() {
            return execution.isRunning() && execution.redrives() == redrives;
        }

        @Override
        public JsonNode call(String resource, JsonNode arguments) throws StateError {
            if (!goesOn()) {
                throw new StateError(StateError.RUNTIME, "stopped");
            }
            return runTask.call(resource, arguments);
        }

        @Override
        public Instant now() {
            return timeline.now();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            timeline.sleep(duration);
            if (!goesOn()) {
                throw new InterruptedException("stopped");
            }
        }

        @Override
        public double chance() {
            return chance.unit();
        }
    }
}
