package io.github.ecstaskretry.function.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.history.ChangedParameter;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt.Superseded;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.format.event.Command;
import io.github.ecstaskretry.function.operate.Answered;
import io.github.ecstaskretry.function.retry.Handled;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The result of an event in one line of JSON: the function's answer and its log line. It holds no environment values. */
public final class AnswerJson {

    private static final int LONGEST_TEXT = 500;

    private AnswerJson() {}

    /** Such as {@code {"result":"ignored","eventId":"…","reason":"the task is RUNNING"}}. */
    public static String ignored(String eventId, String reason) {
        return Json.write(result("ignored", eventId).put("reason", reason));
    }

    /**
     * Such as {@code {"result":"recorded","eventId":"…","jobId":"…","attempt":1,"decision":"RETRY",…}}. If the catalogue does not
     * recognise a stop, its texts are added, so that people see AWS's new wording.
     */
    public static String recorded(RecordedAttempt attempt) {
        ObjectNode line = attempt(result("recorded", attempt.event().id()), attempt);
        if (attempt.ruling().cause().equals(Catalogue.UNRECOGNISED)) {
            ArrayNode texts = line.putArray("unrecognised");
            texts(attempt.stop()).forEach(text -> addShortened(texts, text));
        }
        return Json.write(line);
    }

    private static Stream<@Nullable String> texts(Stop stop) {
        return switch (stop) {
            case Stop.TaskStop task ->
                Stream.concat(
                        Stream.of(task.stopCode(), task.stoppedReason()),
                        task.containers().stream().map(ContainerExit::reason));
            case Stop.LaunchFailure launch -> Stream.of(launch.error(), launch.text(), launch.detail());
        };
    }

    private static void addShortened(ArrayNode texts, @Nullable String text) {
        if (text != null) {
            texts.add(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…");
        }
    }

    /** The same for an attempt that was recorded before, perhaps by another event. */
    public static String replayed(String eventId, RecordedAttempt attempt) {
        return Json.write(attempt(result("replayed", eventId), attempt));
    }

    /** What a reconciling has come to: whether nothing failed, and texts, numbers, lists and maps. */
    public static String reconciled(String eventId, boolean whole, Map<String, Object> report) {
        ObjectNode line = result(whole ? "reconciled" : "failed", eventId);
        return Json.write(line.setAll((ObjectNode) Json.tree(report)));
    }

    /**
     * What a command did, or why it did nothing: {@code {"result":"command","eventId":"…","command":"cancel","by":"…","done":true,
     * "message":"…",…}}.
     */
    public static String commanded(String eventId, Command command, Answered answered) {
        ObjectNode line =
                result("command", eventId).put("command", command.word()).put("by", command.by());
        Json.putIfPresent(line, "reason", command.reason());
        line.put("done", answered.done()).put("message", answered.message());
        Json.putIfPresent(line, "advice", answered.advice());
        return Json.write(line.setAll((ObjectNode) Json.tree(answered.details())));
    }

    /** The log line of an event that could not be handled. It holds nothing of the event but its id and its type. */
    public static String failed(String eventId, Optional<AttemptId> about, RuntimeException failure) {
        ObjectNode line = result("failed", eventId);
        about.ifPresent(id -> line.put("jobId", id.jobId()).put("attempt", id.number()));
        line.put("error", failure.getClass().getSimpleName());
        line.put("message", failure.getMessage());
        return Json.write(line);
    }

    /** Such as {@code {"result":"aborted","eventId":"…","jobId":"…","done":false,"message":"…"}}. */
    public static String aborted(String eventId, Handled.Aborted aborted) {
        return Json.write(result("aborted", eventId)
                .put("jobId", aborted.jobId())
                .put("done", aborted.done())
                .put("message", aborted.message()));
    }

    private static ObjectNode result(String result, String eventId) {
        return Json.object().put("result", result).put("eventId", eventId);
    }

    private static ObjectNode attempt(ObjectNode line, RecordedAttempt attempt) {
        line.put("jobId", attempt.id().jobId());
        line.put("attempt", attempt.id().number());
        line.put("cause", attempt.ruling().cause());
        line.put("policy", attempt.ruling().policy());
        if (attempt.ruling().mode() == Mode.OBSERVE) {
            line.put("mode", "observe");
        }
        line.put("rule", attempt.ruling().rule());
        Superseded superseded = attempt.superseded();
        if (superseded != null) {
            line.put("supersedes", superseded.cause());
        }
        switch (attempt.decision()) {
            case RecordedDecision.Retry retry -> {
                line.put("decision", "RETRY");
                line.put("notBefore", Timestamps.format(retry.notBefore()));
                Json.putIfPresent(line, "launchSource", retry.launchSource());
                if (!retry.changes().isEmpty()) {
                    line.put("changes", ChangedParameter.words(retry.changes()));
                }
            }
            case RecordedDecision.End terminal -> {
                line.put("decision", "TERMINAL");
                line.put("outcome", terminal.outcome().recorded());
            }
        }
        return line;
    }
}
