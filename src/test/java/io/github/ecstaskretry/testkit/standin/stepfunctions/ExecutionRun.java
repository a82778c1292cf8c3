package io.github.ecstaskretry.testkit.standin.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.asl.ExecutionTimedOut;
import io.github.ecstaskretry.testkit.standin.asl.Interpreter;
import io.github.ecstaskretry.testkit.standin.asl.ServiceCall;
import io.github.ecstaskretry.testkit.standin.asl.StateError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import io.github.ecstaskretry.testkit.standin.wire.Times;
import java.util.Optional;

/** One execution's run through the interpreter. */
final class ExecutionRun {

    private final DeployedStateMachine machine;
    private final Execution execution;
    private final ServiceCall service;
    private final TimeScale timeScale;
    private final String role;

    ExecutionRun(
            DeployedStateMachine machine, Execution execution, ServiceCall service, TimeScale timeScale, String role) {
        this.machine = machine;
        this.execution = execution;
        this.service = service;
        this.timeScale = timeScale;
        this.role = role;
    }

    /** How it ended; empty when somebody stopped it. */
    Optional<Ending> run() {
        ScaledPace pace = new ScaledPace(timeScale, machine.machine().timeoutSeconds());
        JsonNode input = Json.read(execution.input());
        try {
            JsonNode output =
                    new Interpreter(machine.machine(), context(input), service, pace, execution.history()).run(input);
            return Optional.of(new Ending("SUCCEEDED", Times.now(), Json.write(output), null, null));
        } catch (StateError error) {
            return Optional.of(new Ending("FAILED", Times.now(), null, error.error(), error.cause()));
        } catch (ExecutionTimedOut timedOut) {
            return Optional.of(new Ending("TIMED_OUT", Times.now(), null, null, null));
        } catch (RuntimeException bug) {
            return Optional.of(
                    new Ending("FAILED", Times.now(), null, StateError.RUNTIME, "the stand-in failed: " + bug));
        } catch (InterruptedException stopped) {
            return Optional.empty();
        }
    }

    private ObjectNode context(JsonNode input) {
        ObjectNode context = Json.object();
        ObjectNode ofExecution = context.putObject("Execution");
        ofExecution.put("Id", execution.arn());
        ofExecution.put("Name", execution.name());
        ofExecution.put("StartTime", execution.startDate().toString());
        ofExecution.put("RoleArn", role);
        ofExecution.put("RedriveCount", 0);
        ofExecution.set("Input", input);
        ObjectNode ofMachine = context.putObject("StateMachine");
        ofMachine.put("Id", execution.stateMachineArn());
        ofMachine.put("Name", machine.name());
        return context;
    }
}
