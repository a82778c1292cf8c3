package io.github.ecstaskretry.testkit.standin.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.asl.State.Exit;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs one execution, state by state. */
public final class Interpreter {

    private static final int MOST_BYTES = 262_144;
    private static final int LONGEST_CAUSE = 32_768;

    private final StateMachine machine;
    private final ObjectNode context;
    private final TaskRunner tasks;
    private final Pace pace;
    private final Progress progress;
    private final Map<String, JsonNode> variables;

    /**
     * For one execution.
     *
     * @param context {@code $states.context} without {@code State}
     */
    public Interpreter(StateMachine machine, ObjectNode context, ServiceCall service, Pace pace, Progress progress) {
        this(machine, context, new TaskRunner(service, pace, progress), pace, progress, Map.of());
    }

    private Interpreter(
            StateMachine machine,
            ObjectNode context,
            TaskRunner tasks,
            Pace pace,
            Progress progress,
            Map<String, JsonNode> variables) {
        this.machine = machine;
        this.context = context.deepCopy();
        this.tasks = tasks;
        this.pace = pace;
        this.progress = progress;
        this.variables = new HashMap<>(variables);
    }

    /**
     * Runs it to its end.
     *
     * @return the execution's output
     * @throws StateError when it fails
     * @throws ExecutionTimedOut when its time is over
     * @throws InterruptedException when somebody stops it
     */
    public JsonNode run(JsonNode input) throws StateError, ExecutionTimedOut, InterruptedException {
        Step step = new Step(machine.startAt(), input);
        while (step.next() != null) {
            step = enter(step.next(), step.data());
        }
        return step.data();
    }

    /** A state's output and the next state; null after the last state. */
    private record Step(@Nullable String next, JsonNode data) {}

    private Step enter(String name, JsonNode input) throws StateError, ExecutionTimedOut, InterruptedException {
        State state = machine.state(name);
        progress.entered(state.type(), name, input);
        ObjectNode stateContext = context.putObject("State");
        stateContext.put("Name", name).put("EnteredTime", pace.now().toString());
        ObjectNode states = Json.object();
        states.set("input", input);
        states.set("context", context.deepCopy());
        Step step = perform(state, input, new Scope(states, variables, pace::now));
        progress.exited(state.type(), name, step.data());
        return step;
    }

    private Step perform(State state, JsonNode input, Scope scope)
            throws StateError, ExecutionTimedOut, InterruptedException {
        return switch (state) {
            case State.Wait wait -> {
                pace.pause(duration(wait, scope));
                yield leave(wait.exit(), input, scope);
            }
            case State.Task task -> perform(task, scope);
            case State.Parallel parallel -> {
                JsonNode given = parallel.arguments() == null
                        ? input
                        : parallel.arguments().evaluate(scope);
                ArrayNode results = Branches.run(
                        parallel.branches(),
                        branch -> new Interpreter(branch, context, tasks, pace, progress, variables).run(given));
                yield leave(parallel.exit(), results, scope.with("result", results));
            }
            case State.Choice choice -> choose(choice, input, scope);
            case State.Pass pass -> leave(pass.exit(), input, scope);
            case State.Succeed succeed -> leave(new Exit(null, succeed.output(), Map.of()), input, scope);
            case State.Fail fail -> throw failure(fail, scope);
        };
    }

    private Step perform(State.Task task, Scope scope) throws StateError, ExecutionTimedOut, InterruptedException {
        try {
            return tasks.run(task, scope, result -> leave(task.exit(), result, scope.with("result", result)));
        } catch (StateError error) {
            for (Catcher catcher : task.catchers()) {
                if (ErrorNames.match(catcher.errorEquals(), error.error())) {
                    ObjectNode output =
                            Json.object().put("Error", error.error()).put("Cause", error.cause());
                    return leave(catcher.exit(), output, scope.with("errorOutput", output));
                }
            }
            throw error;
        }
    }

    private Step choose(State.Choice choice, JsonNode input, Scope scope) throws StateError {
        for (State.Choice.Branch branch : choice.branches()) {
            JsonNode condition = branch.condition().evaluate(scope);
            if (!condition.isBoolean()) {
                throw new StateError(StateError.QUERY, "a Condition gave no boolean but " + condition);
            }
            if (condition.booleanValue()) {
                return leave(branch.exit(), input, scope);
            }
        }
        if (choice.otherwise() == null) {
            throw new StateError(StateError.NO_CHOICE, "no Condition is true and there is no Default");
        }
        return leave(choice.otherwise(), input, scope);
    }

    /** Output and Assign see the variables as they were; the next state sees the new ones. */
    private Step leave(Exit exit, JsonNode byItself, Scope scope) throws StateError {
        JsonNode output = exit.output() == null ? byItself : exit.output().evaluate(scope);
        Map<String, JsonNode> assigned = new HashMap<>();
        for (Map.Entry<String, Template> variable : exit.assign().entrySet()) {
            assigned.put(variable.getKey(), variable.getValue().evaluate(scope));
        }
        variables.putAll(assigned);
        if (Json.write(output).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new StateError(StateError.DATA_LIMIT, "the state's output is larger than " + MOST_BYTES + " bytes");
        }
        return new Step(exit.next(), output);
    }

    private Duration duration(State.Wait wait, Scope scope) throws StateError {
        if (wait.timestamp() != null) {
            return Duration.between(pace.now(), timestamp(wait.timestamp().evaluate(scope)));
        }
        JsonNode seconds =
                wait.seconds() == null ? Json.fromJava(null) : wait.seconds().evaluate(scope);
        if (!seconds.isIntegralNumber() || seconds.longValue() < 0) {
            throw new StateError(StateError.QUERY, "Seconds must be a whole number, found " + seconds);
        }
        return Duration.ofSeconds(seconds.longValue());
    }

    private static Instant timestamp(JsonNode text) throws StateError {
        try {
            return Instant.parse(text.asText());
        } catch (DateTimeParseException e) {
            throw new StateError(StateError.QUERY, "Timestamp must be a time of RFC 3339, found " + text);
        }
    }

    private static StateError failure(State.Fail fail, Scope scope) throws StateError {
        String cause = text(fail.cause(), scope, "Cause");
        return new StateError(
                text(fail.error(), scope, "Error"), cause.substring(0, Math.min(LONGEST_CAUSE, cause.length())));
    }

    private static String text(@Nullable Template template, Scope scope, String field) throws StateError {
        if (template == null) {
            return "";
        }
        JsonNode value = template.evaluate(scope);
        if (!value.isTextual()) {
            throw new StateError(StateError.QUERY, field + " must be a string, found " + value);
        }
        return value.textValue();
    }
}
