package io.github.ecstaskretry.function.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.format.event.EventDocument;
import io.github.ecstaskretry.format.event.MaskedEvent;
import io.github.ecstaskretry.function.operate.DeadLetterQueue.Letter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message of the dead-letter queue for people: its job and its error, without environment values. */
final class LetterView {

    private static final int LONGEST_ERROR = 2_000;

    private LetterView() {}

    static Map<String, Object> of(Letter letter, String queue) {
        JsonNode body = Json.tryParse(letter.body()).orElse(null);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", letter.id());
        view.put("queue", queue);
        view.put("sentAt", Timestamps.format(letter.sentAt()));
        view.put("receivedCount", letter.receivedCount());
        view.put("kind", body == null ? "text that is not JSON" : kind(body));
        if (body != null) {
            about(EventDocument.of(body).getFirst(), view);
        }
        // Lambda's record has the function's own error (AWS Lambda developer guide, "Capturing records of Lambda
        // asynchronous
        // invocations").
        JsonNode response = body == null ? Json.object() : body.path("responsePayload");
        put(view, "error", letter.error() == null ? response.path("errorType").textValue() : letter.error());
        put(
                view,
                "errorMessage",
                letter.errorMessage() == null ? response.path("errorMessage").textValue() : letter.errorMessage());
        if (body != null) {
            view.put("event", MaskedEvent.of(body.has("requestPayload") ? body.path("requestPayload") : body));
        }
        return view;
    }

    private static String kind(JsonNode body) {
        return body.has("requestPayload")
                ? "Lambda's destination"
                : body.path("source").asText().equals("ecs-task-retry") ? "schedule" : "event of a rule";
    }

    private static void about(EventDocument event, Map<String, Object> view) {
        event.attempt().ifPresent(attempt -> {
            view.put("jobId", attempt.jobId());
            view.put("attempt", attempt.number());
        });
        put(view, "taskArn", event.taskArn());
    }

    private static void put(Map<String, Object> view, String name, @Nullable String text) {
        if (text != null) {
            view.put(name, text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…");
        }
    }
}
