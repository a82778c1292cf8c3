package io.github.ecstaskretry.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.ecs.Launch;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NarratorTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Narrator narrator = new Narrator(new PrintStream(told, true, StandardCharsets.UTF_8), TimeScale.REAL);

    @Test
    void aReasonCannotControlTheTerminal() {
        narrator.delivered(new Delivery(
                TaskEvent.stopped("UserInitiated", "\u001B[2Jgone\u202E\u0000").json(), null, "no answer"));

        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("stops: ␛[2Jgone\uFFFD␀")
                .doesNotContain("\u001B", "\u202E", "\u0000");
    }

    @Test
    void aStopComesBeforeTheRetryThatItCauses() {
        ObjectNode stop =
                TaskEvent.stopped("EssentialContainerExited", "exited").json();
        ObjectNode request = Json.object().put("startedBy", "ecs-retry/0123456789abcdef0123456789abcdef/2");
        ObjectNode answer = Json.object()
                .put("result", "recorded")
                .put("jobId", "0123456789abcdef0123456789abcdef")
                .put("attempt", 1);

        narrator.launched(new Launch(request, "etl", 2));
        narrator.delivered(new Delivery(stop, answer, null));

        assertThat(told.toString(StandardCharsets.UTF_8))
                .containsSubsequence("stops: exited", "attempt 2 is started by wait-and-run");
    }
}
