package io.github.ecstaskretry.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.job.AttemptId;
import io.github.ecstaskretry.standin.deployment.Delivery;
import io.github.ecstaskretry.standin.ecs.Launch;
import io.github.ecstaskretry.standin.sns.SnsMessage;
import io.github.ecstaskretry.standin.wire.Json;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells what happens, a line or two an event, with the seconds since the start. */
final class Narrator {

    private static final int LONGEST_REASON = 88;

    private final PrintStream out;
    private final Instant start = Instant.now();

    Narrator(PrintStream out) {
        this.out = out;
    }

    void launched(Launch launch) {
        Optional<AttemptId> rerun = AttemptId.fromStartedBy(launch.startedBy());
        tell(
                launch.family(),
                rerun.map(attempt -> "attempt " + attempt.number() + " is started by wait-and-run")
                        .orElse("is started by somebody with RunTask"));
    }

    void delivered(Delivery delivery) {
        JsonNode detail = delivery.event().path("detail");
        if (!detail.has("taskArn")) {
            return;
        }
        String family = detail.path("group").asText().replaceFirst("^family:", "");
        tell(family, "stops: " + reason(detail));
        tell("", "  -> " + (delivery.answer() == null ? "FAILED: " + delivery.error() : decision(delivery.answer())));
    }

    void published(SnsMessage message) {
        tell("", "  -> notice: " + message.subject());
    }

    private synchronized void tell(String family, String what) {
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1e3;
        out.printf("%5.1f s  %-15s %s%n", seconds, family, what);
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

    private static String decision(JsonNode answer) {
        if (!answer.path("result").asText().equals("recorded")) {
            return answer.path("result").asText() + " " + answer.path("reason").asText();
        }
        String why =
                answer.path("cause").asText() + ", by " + answer.path("rule").asText() + " of policy "
                        + answer.path("policy").asText();
        return answer.path("decision").asText().equals("RETRY")
                ? "RETRY not before " + answer.path("notBefore").asText().substring(11, 19) + "Z: " + why
                : answer.path("outcome").asText() + ": " + why;
    }
}
