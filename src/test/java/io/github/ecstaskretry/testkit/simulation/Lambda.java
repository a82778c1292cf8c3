package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lambda's asynchronous invocations: three tries, then the dead-letter queue, which somebody redrives later (AWS Lambda developer
 * guide, "How Lambda handles errors and retries with asynchronous invocation").
 */
final class Lambda {

    private static final int TRIES = 3;

    /** No run has that many faults: what still fails then fails for ever. */
    private static final int MOST_TRIES = 60;

    private final Timeline timeline;
    private final Chance chance;
    private final Trace trace;
    private final Handler handler;
    private final List<String> abandoned = new ArrayList<>();
    private int invocations;

    Lambda(Timeline timeline, Chance chance, Trace trace, Handler handler) {
        this.timeline = timeline;
        this.chance = chance;
        this.trace = trace;
        this.handler = handler;
    }

    /** The function, for one invocation. */
    interface Handler {

        void handle(ObjectNode event, String invocation);
    }

    /** The events that failed for ever. */
    List<String> abandoned() {
        return abandoned;
    }

    void receive(ObjectNode event) {
        begin(Duration.ZERO, event, 1);
    }

    private void begin(Duration delay, ObjectNode event, int attempt) {
        timeline.begin(delay, () -> invoke(event, attempt));
    }

    private void invoke(ObjectNode event, int attempt) {
        String invocation = "invocation " + ++invocations;
        trace.say(() -> invocation + ", try " + attempt + " of " + what(event));
        try {
            handler.handle(event, invocation);
        } catch (Died | RuntimeException failed) {
            trace.say(() -> invocation + " fails: " + failed);
            if (attempt == MOST_TRIES) {
                abandoned.add(what(event));
            } else if (attempt % TRIES == 0) {
                begin(chance.seconds(300, 172_800), event, attempt + 1);
            } else {
                begin(Duration.ofMinutes(attempt % TRIES).plus(chance.seconds(0, 20)), event, attempt + 1);
            }
        }
    }

    private static String what(ObjectNode event) {
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
