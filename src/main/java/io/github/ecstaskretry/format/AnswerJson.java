package io.github.ecstaskretry.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.decide.RecordedAttempt;
import io.github.ecstaskretry.decide.RecordedDecision;
import io.github.ecstaskretry.policy.Mode;

/** What became of an event, in one line of JSON: the function's answer and its log line. Holds no value of any environment. */
public final class AnswerJson {

    private AnswerJson() {}

    /** Such as {@code {"result":"ignored","reason":"the task is RUNNING"}}. */
    public static String ignored(String reason) {
        return Json.write(result("ignored").put("reason", reason));
    }

    /** Such as {@code {"result":"recorded","jobId":"…","attempt":1,"decision":"RETRY",…}}. */
    public static String recorded(RecordedAttempt attempt) {
        return Json.write(attempt(result("recorded"), attempt));
    }

    /** The same for an attempt that was recorded before. */
    public static String replayed(RecordedAttempt attempt) {
        return Json.write(attempt(result("replayed"), attempt));
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
        if (attempt.ruling().mode() == Mode.OBSERVE) {
            line.put("mode", "observe");
        }
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
