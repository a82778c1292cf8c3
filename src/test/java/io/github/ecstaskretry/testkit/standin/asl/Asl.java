package io.github.ecstaskretry.testkit.standin.asl;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Definitions of one or a few states, and their runs. */
final class Asl {

    static final String RESOURCE = "arn:aws:states:::aws-sdk:ecs:runTask";
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private Asl() {}

    /** A definition that starts with the state {@code Start}. */
    static String definition(String states) {
        return """
                {"QueryLanguage": "JSONata", "StartAt": "Start", "States": {%s}}
                """.formatted(states);
    }

    static StateMachine read(String definition) {
        return AslReader.read(definition, Set.of(RESOURCE));
    }

    static JsonNode run(String states, String input) throws Exception {
        return run(states, input, (resource, arguments) -> arguments, new RecordedPace(NOON));
    }

    static JsonNode run(String states, String input, ServiceCall service, Pace pace) throws Exception {
        JsonNode context = Json.fromJava(Map.of("Execution", Map.of("Name", "job-2")));
        return new Interpreter(read(definition(states)), context.deepCopy(), service, pace, Progress.NONE)
                .run(Json.read(input));
    }

    /** What an expression gives as the output of a Pass state. */
    static JsonNode evaluate(String expression, String input) throws Exception {
        return run("""
                "Start": {"Type": "Pass", "End": true, "Output": "{%% %s %%}"}
                """.formatted(expression), input);
    }
}
