package io.github.ecstaskretry.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NarratorTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Narrator narrator = new Narrator(new PrintStream(told, true, StandardCharsets.UTF_8), TimeScale.REAL);

    @Test
    void aReasonDoesNothingToTheTerminal() {
        narrator.delivered(new Delivery(
                TaskEvent.stopped("UserInitiated", "\u001B[2Jgone\u202E\u0000").json(), null, "no answer"));

        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("stops: ␛[2Jgone\uFFFD␀")
                .doesNotContain("\u001B", "\u202E", "\u0000");
    }
}
