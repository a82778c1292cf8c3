package io.github.ecstaskretry.format.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Reads "ecs-task-retry Command" events, which the command line sends. */
final class CommandJson {

    static final String DETAIL_TYPE = "ecs-task-retry Command";

    private static final long MOST_MESSAGES = 100;

    private CommandJson() {}

    static Incoming read(JsonField event) {
        JsonField detail = event.get("detail").object();
        JsonField word = detail.get("command");
        return new Incoming.Ordered(new Command(
                word.text("a command such as cancel"),
                detail.get("by").text("the ARN of whoever gives the command"),
                detail.get("reason").nonEmptyText(),
                instruction(word, detail)));
    }

    private static Command.Instruction instruction(JsonField word, JsonField detail) {
        return switch (word.text("a command")) {
            case "cancel" -> new Command.Cancel(jobId(detail));
            case "retry-now" -> new Command.RetryNow(jobId(detail));
            case "rerun" -> new Command.Rerun(jobId(detail), environment(detail.get("environment")));
            case "pause" ->
                new Command.PauseScope(scope(detail), detail.get("until").nonEmptyText());
            case "resume" -> new Command.ResumeScope(scope(detail));
            case "dead-letters" -> new Command.ListDeadLetters(limit(detail.get("limit")));
            case "redrive" ->
                new Command.Redrive(detail.get("ids").elements().stream()
                        .map(id -> id.text("a message's id"))
                        .toList());
            default -> throw word.refused("cancel, retry-now, rerun, pause, resume, dead-letters or redrive");
        };
    }

    private static String jobId(JsonField detail) {
        return detail.get("jobId").text("the job's id");
    }

    private static String scope(JsonField detail) {
        return detail.get("scope").text("a scope such as family/etl");
    }

    private static int limit(JsonField limit) {
        long most = Objects.requireNonNullElse(limit.optionalInteger("a number of messages"), MOST_MESSAGES);
        return Math.toIntExact(Math.clamp(most, 1, MOST_MESSAGES));
    }

    private static Map<String, Map<String, String>> environment(JsonField environment) {
        Map<String, Map<String, String>> containers = new LinkedHashMap<>();
        if (!environment.isAbsent()) {
            environment.object().node().fieldNames().forEachRemaining(container -> {
                JsonField variables = environment.get(container).object();
                Map<String, String> values = new LinkedHashMap<>();
                variables
                        .node()
                        .fieldNames()
                        .forEachRemaining(
                                name -> values.put(name, variables.get(name).text("a value")));
                containers.put(container, values);
            });
        }
        return containers;
    }
}
