package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.doctor.CheckResult;
import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import io.github.ecstaskretry.cli.doctor.Checkup;
import io.github.ecstaskretry.cli.doctor.Stack;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoctorJsonTest {

    private static final Stack STACK = new Stack(
            "arn:aws:cloudformation:eu-west-1:111122223333:stack/ecs-task-retry/5f3e",
            "UPDATE_COMPLETE",
            Instant.EPOCH,
            Map.of(),
            List.of());

    @Test
    void writesEachFindingAsAnObject() {
        Checkup checkup = new Checkup(
                STACK,
                List.of(
                        new CheckResult("clock", Health.OK, "it agrees", null),
                        new CheckResult("stack", Health.WARNING, "it is changing", "wait"),
                        new CheckResult("table", Health.BROKEN, "it does not exist", "restore it"),
                        new CheckResult("attempts", Health.UNKNOWN, "not known", null)));

        assertThat(Json.read(DoctorCommand.json(checkup))).isEqualTo(Json.read("""
                {"version":1,"stack":"ecs-task-retry","region":"eu-west-1","account":"111122223333","healthy":false,
                 "findings":[{"part":"clock","verdict":"ok","says":"it agrees"},
                             {"part":"stack","verdict":"warning","says":"it is changing","fix":"wait"},
                             {"part":"table","verdict":"broken","says":"it does not exist","fix":"restore it"},
                             {"part":"attempts","verdict":"unknown","says":"not known"}]}
                """));
    }

    @Test
    void isHealthyDespiteAWarning() {
        Checkup checkup =
                new Checkup(STACK, List.of(new CheckResult("stack", Health.WARNING, "it is changing", "wait")));

        assertThat(Json.read(DoctorCommand.json(checkup)).path("healthy").asBoolean())
                .isTrue();
    }
}
