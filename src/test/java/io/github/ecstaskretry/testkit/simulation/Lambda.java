package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lambda's asynchronous invocations: three tries, then the dead-letter queue, which somebody redrives later (AWS Lambda developer
 * guide, "How Lambda handles errors and retries with asynchronous invocation").
 */
final class Lambda {

    private static final int TRIES = 3;

    /** No run has that many faults, so an event that still fails fails for ever. */
    private static final int MOST_TRIES = 60;

    private final Timeline timeline;
    private final Chance chance;
    private final Trace trace;
    private final Letters letters;
    private final Handler handler;
    private final List<String> abandoned = new ArrayList<>();
    private boolean redrivenLate;

    Lambda(Timeline timeline, Chance chance, Trace trace, Letters letters, Handler handler) {
        this.timeline = timeline;
        this.chance = chance;
        this.trace = trace;
        this.letters = letters;
        this.handler = handler;
    }

    /** The function, for one invocation. */
    interface Handler {

        /**
         * Runs it.
         *
         * @param document the event, perhaps in a wrapper
         * @param event without it
         * @return whether it ended well
         */
        boolean handle(ObjectNode document, ObjectNode event);
    }

    /** Nobody looks at the dead-letter queue for days. */
    void redriveLate() {
        redrivenLate = true;
    }

    /** The events that failed for ever. */
    List<String> abandoned() {
        return abandoned;
    }

    void receive(ObjectNode event) {
        begin(Duration.ZERO, event, event, 1);
    }

    private void begin(Duration delay, ObjectNode document, ObjectNode event, int attempt) {
        timeline.begin(delay, () -> invoke(document, event, attempt));
    }

    private void invoke(ObjectNode document, ObjectNode event, int attempt) {
        trace.say(() -> "try " + attempt + " of " + what(event));
        if (handler.handle(document, event)) {
            return;
        }
        if (attempt == TRIES && event.path("detail-type").asText().equals(Schedule.RECONCILE)) {
            return; // The next round does the same.
        }
        if (attempt == MOST_TRIES) {
            abandoned.add(what(event));
        } else if (attempt % TRIES == 0 && chance.in(0.5)) {
            String body = Json.write(chance.in(0.5) ? failedInvocation(event) : event);
            letters.send(event, body, untilRedriven());
        } else if (attempt % TRIES == 0) {
            begin(untilRedriven(), chance.in(0.5) ? deadLetter(event) : event, event, attempt + 1);
        } else {
            Duration wait = Duration.ofMinutes(attempt % TRIES).plus(chance.seconds(0, 20));
            begin(wait, document, event, attempt + 1);
        }
    }

    /** The queue keeps a message for 14 days. */
    private Duration untilRedriven() {
        return redrivenLate || chance.in(0.1) ? chance.seconds(172_800, 1_200_000) : chance.seconds(300, 172_800);
    }

    /** As SQS hands Lambda's record of a failed invocation to the person who redrives it. */
    private static ObjectNode deadLetter(ObjectNode event) {
        return Json.object().put("MessageId", "1").put("Body", Json.write(failedInvocation(event)));
    }

    private static ObjectNode failedInvocation(ObjectNode event) {
        ObjectNode record = Json.object().put("version", "1.0").put("timestamp", "2026-01-31T12:00:00.000Z");
        record.putObject("requestContext").put("condition", "RetriesExhausted").put("approximateInvokeCount", TRIES);
        record.set("requestPayload", event);
        record.putObject("responseContext").put("statusCode", 200).put("functionError", "Unhandled");
        return record;
    }

    static String what(JsonNode event) {
        JsonNode detail = event.path("detail");
        if (detail.isMissingNode()) {
            return event.path("detail-type").asText();
        }
        return detail.has("taskArn")
                ? "STOPPED " + detail.path("taskArn").asText() + ", version " + detail.path("version")
                : detail.path("status").asText() + " "
                        + detail.path("executionArn").asText();
    }
}
