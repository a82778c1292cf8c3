package io.github.ecstaskretry.testkit.standin.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.asl.StateError;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * The tasks that wait for their token (AWS Step Functions API Reference, {@code SendTaskSuccess}, {@code SendTaskFailure}). A token
 * can be sent once, and not after its task has ended in another way.
 */
final class TaskTokens {

    private static final String PREFIX = "token-";

    private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

    String issue() {
        String token = PREFIX + UUID.randomUUID();
        waiting.put(token, new CompletableFuture<>());
        return token;
    }

    JsonNode await(String token) throws StateError, InterruptedException {
        try {
            return waiting.get(token).get();
        } catch (ExecutionException e) {
            throw (StateError) e.getCause();
        } finally {
            waiting.remove(token);
        }
    }

    ObjectNode succeed(ObjectNode request) {
        JsonNode output;
        try {
            output = Json.read(request.path("output").asText());
        } catch (IllegalArgumentException e) {
            throw AwsError.client("InvalidOutput", "Invalid Output: '" + e.getMessage() + "'");
        }
        return end(request, task -> task.complete(output));
    }

    ObjectNode fail(ObjectNode request) {
        StateError error = new StateError(
                request.path("error").asText(), request.path("cause").asText());
        return end(request, task -> task.completeExceptionally(error));
    }

    private ObjectNode end(ObjectNode request, Consumer<CompletableFuture<JsonNode>> how) {
        String token = request.path("taskToken").asText();
        if (!token.startsWith(PREFIX)) {
            throw AwsError.client("InvalidToken", "Invalid Token: 'Invalid token'");
        }
        CompletableFuture<JsonNode> task = waiting.get(token);
        if (task == null || task.isDone()) {
            throw AwsError.client("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
        }
        how.accept(task);
        return Json.object();
    }
}
