package io.github.ecstaskretry.format.event;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.format.HostileText;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.launch.ExecutionJson;
import io.github.ecstaskretry.function.retry.EndedAttempts;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.function.retry.StoppedTasks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads or refuses any input in bounded time, and can handle every event that it reads. */
class EventFuzzTest extends FuzzedEvents {

    private static final MemoryPorts PORTS = new MemoryPorts();

    private static final EndedAttempts ATTEMPTS =
            PORTS.endedAttempts(TestPolicies.patientWith("network: {subnets: [subnet-0a]}", "otherwise: retry"));

    @Test
    void handlesOrRefusesAnyValueAtAnyPlace() {
        Stream<ObjectNode> events = Stream.concat(
                Stream.of(TASK_STOPPED, LAUNCH_FAILED, BATCH, launchFailed(EXECUTION_INPUT))
                        .flatMap(HostileText::variants),
                HostileText.variants(EXECUTION_INPUT).map(FuzzedEvents::launchFailed));

        HostileText.withinBounds(() -> {
            for (ObjectNode event : (Iterable<ObjectNode>) events::iterator) {
                handledOrRefused(bytes(event));
            }
        });
    }

    @Property(tries = 300)
    void handlesOrRefusesAChangedTaskEvent(@ForAll("mutations") List<HostileText.Mutation> mutations) {
        ObjectNode event = HostileText.mutated(TASK_STOPPED, mutations);

        HostileText.withinBounds(() -> handledOrRefused(bytes(event)));
    }

    @Property(tries = 300)
    void handlesOrRefusesAChangedLaunchEvent(@ForAll("mutations") List<HostileText.Mutation> mutations) {
        ObjectNode event = HostileText.mutated(LAUNCH_FAILED, mutations);

        HostileText.withinBounds(() -> handledOrRefused(bytes(event)));
    }

    @Property(tries = 300)
    void handlesOrRefusesAChangedBatch(@ForAll("mutations") List<HostileText.Mutation> mutations) {
        ObjectNode batch = HostileText.mutated(BATCH, mutations);

        HostileText.withinBounds(() -> handledOrRefused(bytes(batch)));
    }

    @Property(tries = 300)
    void handlesOrRefusesADamagedMessage(@ForAll("damagedEvents") byte[] event) {
        ObjectNode message = Json.object().put("body", new String(event, StandardCharsets.ISO_8859_1));

        HostileText.withinBounds(() -> handledOrRefused(bytes(message)));
    }

    @Property(tries = 300)
    void handlesOrRefusesAChangedExecutionInput(@ForAll("mutations") List<HostileText.Mutation> mutations) {
        ObjectNode event = launchFailed(HostileText.mutated(EXECUTION_INPUT, mutations));

        HostileText.withinBounds(() -> handledOrRefused(bytes(event)));
    }

    @Property(tries = 300)
    void readsAnyCauseOfAFailure(@ForAll("damagedCauses") byte[] cause) {
        ObjectNode event = LAUNCH_FAILED.deepCopy();
        ((ObjectNode) event.get("detail")).put("cause", new String(cause, StandardCharsets.ISO_8859_1));

        HostileText.withinBounds(
                () -> assertThatCode(() -> EventJson.read(event)).doesNotThrowAnyException());
    }

    @Property(tries = 300)
    void handlesOrRefusesDamagedBytes(@ForAll("damagedEvents") byte[] event) {
        HostileText.withinBounds(() -> handledOrRefused(event));
    }

    @Property(tries = 300)
    void refusesNoise(@ForAll("noise") byte[] noise) {
        HostileText.withinBounds(() -> handledOrRefused(noise));
    }

    /** Jackson guesses the encoding from the first four bytes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000FFFE",
                "FEFF0000",
                "0000007B7FFFFFFF",
                "FFFE00007FFFFFFF",
                "FEFFD800",
                "EFBBBFC328",
                "7B22C0AF"
            })
    void refusesBrokenEncodings(String bytes) {
        HostileText.withinBounds(() -> assertThatThrownBy(
                        () -> EventDocument.parse(stream(HexFormat.of().parseHex(bytes))))
                .isInstanceOf(MalformedEventException.class));
    }

    @Test
    void refusesDeepNesting() {
        HostileText.withinBounds(() -> assertThatThrownBy(() -> EventDocument.parse(stream(
                        ("{\"detail\":" + HostileText.nestedText(1_000_000) + "}").getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(MalformedEventException.class));
    }

    @Test
    void refusesHugeNumbers() {
        HostileText.withinBounds(() -> assertThatThrownBy(() -> EventDocument.parse(
                        stream(("{\"detail\":" + "9".repeat(1_000_000) + "}").getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(MalformedEventException.class));
    }

    /** A mebibyte is four times what EventBridge lets through. */
    @Test
    void readsAHugeEventInTime() {
        ObjectNode event = TaskEvent.exited(1)
                .environment("app", "HUGE", "x".repeat(1_000_000))
                .with(detail -> detail.put("stoppedReason", "a*".repeat(100_000)))
                .json();

        HostileText.withinBounds(() -> handledOrRefused(bytes(event)));
    }

    @Provide
    Arbitrary<List<HostileText.Mutation>> mutations() {
        return HostileText.mutations();
    }

    @Provide
    Arbitrary<byte[]> damagedEvents() {
        return HostileText.damaged(TASK_STOPPED.toString());
    }

    @Provide
    Arbitrary<byte[]> damagedCauses() {
        return HostileText.damaged(LAUNCH_FAILED.at("/detail/cause").asText());
    }

    @Provide
    Arbitrary<byte[]> noise() {
        return HostileText.noise();
    }

    private static byte[] bytes(ObjectNode event) {
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void handledOrRefused(byte[] event) throws IOException {
        try {
            EventDocument.parse(stream(event)).forEach(EventFuzzTest::handledOrRefused);
        } catch (MalformedEventException declared) {
            // Refused.
        }
    }

    private static void handledOrRefused(EventDocument event) {
        try {
            PORTS.forget();
            switch (event.read()) {
                case Incoming.TaskStopped stopped -> new StoppedTasks(ATTEMPTS, TaskEvent.OURS).handle(stopped.task());
                case Incoming.LaunchEnded ended -> {
                    FailedLaunch launch = ExecutionJson.failedLaunch(ended.end());
                    ATTEMPTS.handle(launch, launch.attempt());
                }
                case Incoming.ReconcileDue _, Incoming.Ordered _, Incoming.NotForUs _ -> {}
            }
        } catch (MalformedEventException declared) {
            // Refused.
        }
    }

    private static ByteArrayInputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
