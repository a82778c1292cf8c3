package io.github.ecstaskretry.format.launch;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.format.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The output of a wait-and-run execution that launched: {@code {"taskArns":[…]}}. One contract with its definition. */
public final class ExecutionOutputJson {

    private ExecutionOutputJson() {}

    /**
     * The ARN of the task that was made; empty when the output does not tell.
     *
     * @param output null when Step Functions leaves it out
     */
    public static Optional<String> taskArn(@Nullable String output) {
        return Optional.ofNullable(output)
                .flatMap(Json::tryParse)
                .map(document -> document.path("taskArns").path(0))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }
}
