package io.github.ecstaskretry.testkit.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.ecs.Launch;
import io.github.ecstaskretry.testkit.standin.sns.SnsMessage;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens, a line or two an event, with the seconds since the first. A retry may start before the function has answered the
 * event of the stop; its line then waits, so that each stop comes before the retry that it causes.
 */
final class Narrator {

    private static final int LONGEST_REASON = 88;

    private final PrintStream out;
    private final TimeScale timeScale;
    private final List<String> noticesToTell = new ArrayList<>();

    /** The families of first launches that made no task. */
    private final Set<String> missed = new HashSet<>();

    /** The retries whose decision was told. */
    private final Set<AttemptId> decided = new HashSet<>();

    /** The retries that started before their decision was told. */
    private final Map<AttemptId, Launch> early = new HashMap<>();

    private @Nullable Instant start;

    Narrator(PrintStream out, TimeScale timeScale) {
        this.out = out;
        this.timeScale = timeScale;
    }

    synchronized void launched(Launch launch) {
        Optional<AttemptId> attempt = AttemptId.fromStartedBy(launch.startedBy());
        if (attempt.isEmpty()) {
            tell(
                    launch.family(),
                    String.valueOf(launch.startedBy()).startsWith("chronos-schedule/")
                            ? "is started by its schedule"
                            : "is started by somebody with RunTask");
        } else if (attempt.get().isFirst() || missed.contains(launch.family()) || decided.contains(attempt.get())) {
            tell(launch, attempt.get());
        } else {
            early.put(attempt.get(), launch);
        }
    }

    private void tell(Launch launch, AttemptId attempt) {
        tell(
                launch.family(),
                "attempt " + attempt.number() + " is started by wait-and-run"
                        + (attempt.isFirst() ? ", for run-job" : ""));
    }

    private void tellIfEarly(AttemptId attempt) {
        Launch launch = early.remove(attempt);
        if (launch != null) {
            tell(launch, attempt);
        }
    }

    synchronized void missed(String family) {
        missed.add(family);
        tell(family, "is not launched: its schedule finds no capacity, and no event says so");
    }

    synchronized void undelivered(JsonNode event) {
        JsonNode detail = event.path("detail");
        tell(family(detail), "stops: " + reason(detail));
        tell("", "  -> EventBridge cannot deliver the event: it becomes a dead letter");
    }

    /** The round of reconciling after a launch was missed. */
    void reconciled(Delivery round) {
        JsonNode answer = round.answer();
        int found = answer == null ? 0 : answer.at("/found/missed-launch").asInt();
        tell("", "  -> reconciling finds " + found + " missed launch in CloudTrail's event history");
    }

    /** A stopped task's event and its decision, then the notice that was published meanwhile. */
    synchronized void delivered(Delivery delivery) {
        JsonNode detail = delivery.event().path("detail");
        if (!detail.has("taskDefinitionArn")) {
            return;
        }
        JsonNode answer = delivery.answer();
        AttemptId attempt = answer == null || !answer.has("jobId")
                ? null
                : new AttemptId(
                        answer.path("jobId").asText(), answer.path("attempt").asInt());
        if (attempt != null) {
            tellIfEarly(attempt);
        }
        tell(family(detail), "stops: " + reason(detail));
        tell("", "  -> " + (answer == null ? "failed: " + delivery.error() : decision(answer, detail)));
        noticesToTell.forEach(notice -> tell("", "  -> notice " + notice));
        noticesToTell.clear();
        if (attempt != null) {
            AttemptId next = new AttemptId(attempt.jobId(), attempt.number() + 1);
            decided.add(next);
            tellIfEarly(next);
        }
    }

    synchronized void published(SnsMessage message) {
        noticesToTell.add(message.subject());
    }

    private synchronized void tell(String family, String what) {
        Instant now = Instant.now();
        if (start == null) {
            start = now;
        }
        out.printf(
                "%5.1f s  %-15s %s%n",
                Duration.between(start, now).toMillis() / 1e3, Text.printable(family), Text.printable(what));
    }

    private static String family(JsonNode detail) {
        return detail.path("taskDefinitionArn").asText().replaceFirst(".*/", "").replaceFirst(":.*", "");
    }

    private static String reason(JsonNode detail) {
        String exits = Json.elements(detail.path("containers"))
                .filter(container -> container.has("exitCode"))
                .map(container -> container.path("name").asText() + " exited with "
                        + container.path("exitCode").asText())
                .collect(Collectors.joining(", "));
        String reason = detail.path("stoppedReason").asText();
        String shortened = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON - 3) + "...";
        return exits.isEmpty() ? shortened : shortened + " (" + exits + ")";
    }

    private String decision(JsonNode answer, JsonNode detail) {
        if (!answer.path("result").asText().equals("recorded")) {
            return answer.path("result").asText() + " " + answer.path("reason").asText();
        }
        String why =
                answer.path("cause").asText() + ", by " + answer.path("rule").asText();
        if (answer.path("rule").asText().equals("(success)")) {
            return answer.path("outcome").asText();
        }
        return answer.path("decision").asText().equals("RETRY")
                ? "RETRY after " + wait(answer, detail) + ": " + why + learned(answer) + changed(answer)
                : answer.path("outcome").asText() + ": " + why;
    }

    private static String learned(JsonNode answer) {
        String source = answer.path("launchSource").asText();
        return source.contains(":") ? "; learned from " + source : "";
    }

    private static String changed(JsonNode answer) {
        String changes = answer.path("changes").asText();
        return changes.isEmpty() ? "" : "; with " + changes;
    }

    private String wait(JsonNode answer, JsonNode detail) {
        Duration nominal = Duration.between(
                Instant.parse(detail.path("stoppedAt").asText()),
                Instant.parse(answer.path("notBefore").asText()));
        Duration here = timeScale.shorten(nominal);
        return nominal.toSeconds() + " s"
                + (here.equals(nominal) ? "" : " (here %.1f s)".formatted(here.toMillis() / 1e3));
    }
}
