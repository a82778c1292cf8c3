package io.github.ecstaskretry.testkit.standin.asl;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a definition and refuses it if it has a field that the interpreter does not implement. It implements:
 *
 * <ul>
 *   <li>the definition: {@code Comment}, {@code QueryLanguage} (JSONata), {@code StartAt}, {@code States},
 *       {@code TimeoutSeconds};
 *   <li>{@code Wait}: {@code Timestamp} or {@code Seconds};
 *   <li>{@code Task}: {@code Resource} (one that the caller allows, perhaps {@code .waitForTaskToken}), {@code Arguments},
 *       {@code TimeoutSeconds}, {@code Retry}, {@code Catch};
 *   <li>{@code Parallel}: {@code Branches}, {@code Arguments};
 *   <li>{@code Choice}: {@code Choices} with {@code Condition}, {@code Default};
 *   <li>{@code Pass}, {@code Succeed} with {@code Output}, {@code Fail} with {@code Error} and {@code Cause};
 *   <li>in every state {@code Comment}, and where a state leads on {@code Next} or {@code End}, {@code Output} and
 *       {@code Assign}.
 * </ul>
 */
public final class AslReader {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");

    private final Set<String> resources;

    private AslReader(Set<String> resources) {
        this.resources = resources;
    }

    /**
     * Reads a definition.
     *
     * @param text JSON
     * @param resources the {@code Resource}s that a Task may have
     * @throws UnsupportedAslException with the JSON path
     */
    public static StateMachine read(String text, Set<String> resources) {
        JsonNode document;
        try {
            document = Json.read(text);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedAslException("$", String.valueOf(e.getMessage()));
        }
        return new AslReader(resources).machine(new Fields(document, "$"));
    }

    /**
     * Puts in what {@code DefinitionSubstitutions} does on deployment (AWS CloudFormation,
     * {@code AWS::StepFunctions::StateMachine}).
     *
     * @throws UnsupportedAslException when a placeholder has no value
     */
    public static String substitute(String text, Map<String, String> substitutions) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String value = substitutions.get(found.group(1));
            if (value == null) {
                throw new UnsupportedAslException("$", "no value for the placeholder " + found.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private StateMachine machine(Fields fields) {
        fields.optionalText("Comment");
        if (!fields.text("QueryLanguage").equals("JSONata")) {
            throw new UnsupportedAslException(fields.path("QueryLanguage"), "only JSONata is implemented");
        }
        return machine(fields, fields.optionalNumber("TimeoutSeconds", 1));
    }

    private StateMachine machine(Fields fields, @Nullable Integer timeoutSeconds) {
        String startAt = fields.text("StartAt");
        Fields named = fields.object("States");
        fields.refuseOthers();
        Map<String, State> states = new LinkedHashMap<>();
        for (String name : named.names()) {
            states.put(name, state(named.object(name)));
        }
        StateMachine machine = new StateMachine(startAt, timeoutSeconds, states);
        checkTarget(machine, startAt, fields.path("StartAt"));
        states.forEach(
                (name, state) -> state.targets().forEach(target -> checkTarget(machine, target, named.path(name))));
        return machine;
    }

    private State state(Fields fields) {
        fields.optionalText("Comment");
        String type = fields.text("Type");
        State state = switch (type) {
            case "Wait" -> wait(fields);
            case "Task" -> task(fields);
            case "Parallel" ->
                new State.Parallel(
                        fields.optionalTemplate("Arguments"),
                        fields.list("Branches", (node, path) -> machine(new Fields(node, path), null)),
                        exit(fields));
            case "Choice" -> choice(fields);
            case "Pass" -> new State.Pass(exit(fields));
            case "Succeed" -> new State.Succeed(fields.optionalTemplate("Output"));
            case "Fail" -> new State.Fail(fields.optionalTemplate("Error"), fields.optionalTemplate("Cause"));
            default ->
                throw new UnsupportedAslException(
                        fields.path("Type"), "the state type " + type + " is not implemented by the stand-in");
        };
        fields.refuseOthers();
        return state;
    }

    private static State choice(Fields fields) {
        List<State.Choice.Branch> branches = fields.list("Choices", AslReader::option);
        if (branches.isEmpty()) {
            throw new UnsupportedAslException(fields.path("Choices"), "at least one choice is needed");
        }
        return new State.Choice(branches, otherwise(fields));
    }

    private static State wait(Fields fields) {
        Template timestamp = fields.optionalTemplate("Timestamp");
        Template seconds = fields.optionalTemplate("Seconds");
        if ((timestamp == null) == (seconds == null)) {
            throw new UnsupportedAslException(
                    fields.path("Timestamp"), "exactly one of Timestamp and Seconds is needed");
        }
        return new State.Wait(timestamp, seconds, exit(fields));
    }

    private State task(Fields fields) {
        String resource = fields.text("Resource");
        if (!resources.contains(resource)) {
            throw new UnsupportedAslException(
                    fields.path("Resource"), "implemented is " + String.join(", ", resources) + ", found " + resource);
        }
        return new State.Task(
                resource,
                fields.template("Arguments"),
                fields.optionalNumberTemplate("TimeoutSeconds", 1),
                retriers(fields),
                catchers(fields),
                exit(fields));
    }

    private static List<Retrier> retriers(Fields fields) {
        List<Retrier> retriers = fields.list("Retry", AslReader::retrier);
        checkAllIsLast(retriers.stream().map(Retrier::errorEquals).toList(), fields.path("Retry"));
        return retriers;
    }

    private static List<Catcher> catchers(Fields fields) {
        List<Catcher> catchers = fields.list("Catch", AslReader::catcher);
        checkAllIsLast(catchers.stream().map(Catcher::errorEquals).toList(), fields.path("Catch"));
        return catchers;
    }

    private static void checkAllIsLast(List<List<String>> errorEquals, String path) {
        for (int i = 0; i < errorEquals.size() - 1; i++) {
            if (errorEquals.get(i).contains(ErrorNames.ALL)) {
                throw new UnsupportedAslException(path + "[" + i + "]", ErrorNames.ALL + " must be in the last entry");
            }
        }
    }

    private static Retrier retrier(JsonNode node, String path) {
        Fields fields = new Fields(node, path);
        String jitter = fields.has("JitterStrategy") ? fields.text("JitterStrategy") : "NONE";
        if (!jitter.equals("FULL") && !jitter.equals("NONE")) {
            throw new UnsupportedAslException(fields.path("JitterStrategy"), "expected FULL or NONE, found " + jitter);
        }
        Retrier retrier = new Retrier(
                errorEquals(fields),
                fields.number("IntervalSeconds", 1, 1),
                fields.number("MaxAttempts", 0, 3),
                fields.decimal("BackoffRate", 1, 2),
                fields.optionalNumber("MaxDelaySeconds", 1),
                jitter.equals("FULL"));
        fields.refuseOthers();
        return retrier;
    }

    private static Catcher catcher(JsonNode node, String path) {
        Fields fields = new Fields(node, path);
        Catcher catcher = new Catcher(errorEquals(fields), leadingTo(fields.text("Next"), fields));
        fields.refuseOthers();
        return catcher;
    }

    private static State.Choice.Branch option(JsonNode node, String path) {
        Fields fields = new Fields(node, path);
        fields.optionalText("Comment");
        Template condition = fields.template("Condition");
        State.Choice.Branch branch = new State.Choice.Branch(condition, leadingTo(fields.text("Next"), fields));
        fields.refuseOthers();
        return branch;
    }

    /** A Choice's own Output and Assign are for its Default. */
    private static State.@Nullable Exit otherwise(Fields fields) {
        return fields.has("Default") ? leadingTo(fields.text("Default"), fields) : null;
    }

    private static State.Exit exit(Fields fields) {
        boolean ends = fields.has("End") && fields.node("End").asBoolean();
        if (ends == fields.has("Next")) {
            throw new UnsupportedAslException(fields.path("Next"), "exactly one of Next and End is needed");
        }
        return leadingTo(ends ? null : fields.text("Next"), fields);
    }

    private static State.Exit leadingTo(@Nullable String next, Fields fields) {
        Map<String, Template> assign = new HashMap<>();
        if (fields.has("Assign")) {
            Fields variables = fields.object("Assign");
            variables.names().forEach(name -> assign.put(name, variables.template(name)));
        }
        return new State.Exit(next, fields.optionalTemplate("Output"), assign);
    }

    /** {@code States.ALL} stands alone. */
    private static List<String> errorEquals(Fields fields) {
        List<String> names = fields.list("ErrorEquals", AslReader::text);
        if (names.isEmpty() || (names.contains(ErrorNames.ALL) && names.size() > 1)) {
            throw new UnsupportedAslException(
                    fields.path("ErrorEquals"), "expected error names, or " + ErrorNames.ALL + " alone");
        }
        return names;
    }

    private static String text(JsonNode node, String path) {
        if (!node.isTextual()) {
            throw new UnsupportedAslException(path, "expected a string, found " + node);
        }
        return node.textValue();
    }

    private static void checkTarget(StateMachine machine, String target, String path) {
        if (!machine.states().containsKey(target)) {
            throw new UnsupportedAslException(path, "there is no state " + target);
        }
    }
}
