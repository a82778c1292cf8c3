package io.github.ecstaskretry.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.decide.RecordedAttempt;
import io.github.ecstaskretry.decide.RecordedDecision;
import io.github.ecstaskretry.handle.Handled;

/** What became of an event, in one line of JSON: the function's answer and its log line. Holds no value of any environment. */
public final class HandledJson {

    private HandledJson() {}

    /** Such as {@code {"result":"recorded","jobId":"…","attempt":1,"decision":"RETRY",…}}. */
    public static String write(Handled handled) {
        return Json.write(
                switch (handled) {
                    case Handled.Ignored ignored -> result("ignored").put("reason", ignored.reason());
                    case Handled.Recorded recorded -> attempt(result("recorded"), recorded.attempt());
                    case Handled.Replayed replayed -> attempt(result("replayed"), replayed.attempt());
                });
    }

    private static ObjectNode result(String result) {
        return Json.object().put("result", result);
    }

    private static ObjectNode attempt(ObjectNode line, RecordedAttempt attempt) {
        line.put("jobId", attempt.id().jobId());
        line.put("attempt", attempt.id().number());
        line.put("eventId", attempt.event().id());
        line.put("cause", attempt.ruling().cause());
        line.put("policy", attempt.ruling().policy());
        line.put("rule", attempt.ruling().rule());
        switch (attempt.decision()) {
            case RecordedDecision.Retry retry -> {
                line.put("decision", "RETRY");
                line.put("notBefore", Timestamps.format(retry.notBefore()));
            }
            case RecordedDecision.Terminal terminal -> {
                line.put("decision", "TERMINAL");
                line.put("outcome", terminal.outcome().name());
            }
        }
        return line;
    }
}
