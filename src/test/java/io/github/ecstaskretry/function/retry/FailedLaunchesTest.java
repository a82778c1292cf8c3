package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.format.event.MalformedEventException;
import io.github.ecstaskretry.function.retry.Handled.Ignored;
import io.github.ecstaskretry.function.retry.Handled.Recorded;
import io.github.ecstaskretry.function.retry.Handled.Replayed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of an execution that launched nothing is the end of the attempt that it was to launch. */
class FailedLaunchesTest {

    private static final String JOB = TaskEvent.TASK_ID;
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final String POLICY = TestPolicies.patientWith("otherwise: retry");

    private final MemoryPorts ports = new MemoryPorts();
    private final FailedLaunches launches = ports.failedLaunches(POLICY);

    private String input = "";

    @BeforeEach
    void aFirstAttemptHasFailed() {
        ports.useCase(POLICY)
                .handle(TaskEvent.exited(1)
                        .with(detail -> detail.put("capacityProviderName", "FARGATE_SPOT"))
                        .environment("app", "TOKEN", "s3cret")
                        .task());
        input = ports.inputOf(JOB + "-2");
    }

    @Test
    void aLaunchThatFindsNoRoomIsTriedAgainAsTheNextAttempt() throws JsonProcessingException {
        assertThat(launches.handle(LaunchEvent.refused(input, "RESOURCE:MEMORY").end()))
                .isInstanceOf(Recorded.class);

        RecordedAttempt second = ports.records().getLast();
        assertThat(second.id().launchName()).isEqualTo(JOB + "-2");
        assertThat(second.subject().taskArn()).isNull();
        assertThat(second.subject().family()).isEqualTo("etl");
        assertThat(second.ruling().cause()).isEqualTo("placement-resources");
        assertThat(ports.done()).endsWith("history " + JOB, "record " + JOB + "-2", "launch " + JOB + "-3");
        JsonNode third = new ObjectMapper().readTree(ports.inputOf(JOB + "-3")).path("runTask");
        JsonNode before = new ObjectMapper().readTree(input).path("runTask");
        assertThat(third.path("ClientToken").asText()).isEqualTo(JOB + "-3");
        assertThat(third.path("StartedBy").asText()).isEqualTo("ecs-retry/" + JOB + "/3");
        assertThat(third.toString()
                        .replace(JOB + "-3", JOB + "-2")
                        .replace(JOB + "/3", JOB + "/2")
                        .replace("\"3\"", "\"2\"")
                        .replace("placement-resources", "app-exit"))
                .isEqualTo(before.toString());
    }

    @Test
    void valuesOfTheEnvironmentTravelOnAndAreNotRecorded() {
        launches.handle(LaunchEvent.refused(input, "RESOURCE:MEMORY").end());

        assertThat(ports.inputOf(JOB + "-3")).contains("s3cret");
        assertThat(ports.records().toString()).contains("TOKEN").doesNotContain("s3cret");
    }

    @Test
    void aRepeatedEventReplaysTheRecord() {
        launches.handle(LaunchEvent.refused(input, "RESOURCE:MEMORY").end());
        String third = ports.inputOf(JOB + "-3");

        assertThat(launches.handle(LaunchEvent.refused(input, "RESOURCE:MEMORY").end()))
                .isInstanceOf(Replayed.class);
        assertThat(ports.records()).hasSize(2);
        assertThat(ports.inputOf(JOB + "-3")).isEqualTo(third);
    }

    @Test
    void anImpossibleLaunchFails() {
        launches.handle(LaunchEvent.failed(
                        input,
                        "LaunchFailed",
                        "{\"error\":\"Ecs.ClusterNotFoundException\",\"cause\":\"Cluster not found.\"}")
                .end());

        assertThat(outcome()).isEqualTo(Outcome.FAILED);
        assertThat(ports.done()).contains("announce " + JOB + "-2 after 1");
    }

    @Test
    void aStoppedExecutionCancelsTheJobDespiteAnyRule() {
        FailedLaunches eager = ports.failedLaunches(
                TestPolicies.patientWith("rules: [{name: always, when: {started: false}, then: retry}]"));

        eager.handle(LaunchEvent.aborted(input, "not today").end());

        assertThat(outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(ports.records().getLast().ruling().cause()).isEqualTo("retry-aborted");
    }

    @Test
    void afterAnErrorThatMayHaveMadeATaskEcsIsAsked() {
        ports.taskExists(true);

        assertThat(launches.handle(LaunchEvent.timedOut(input).end()))
                .isEqualTo(new Ignored("its task was made after all"));
        assertThat(ports.records()).hasSize(1);
    }

    /** ListTasks may not show yet what RunTask has made. */
    @Test
    void decidesNothingRightAfterSuchAnError() {
        ports.at("2026-01-31T12:05:29Z");

        assertThatExceptionOfType(LaunchInDoubtException.class)
                .isThrownBy(() -> launches.handle(LaunchEvent.timedOut(input).end()))
                .withMessageContaining(JOB + "-2 can be told from 2026-01-31T12:05:30Z");
        assertThat(ports.records()).hasSize(1);

        ports.at("2026-01-31T12:05:30Z");
        assertThat(launches.handle(LaunchEvent.timedOut(input).end())).isInstanceOf(Recorded.class);
    }

    @Test
    void aRetryThatIsAbortedBeforeItWasDueHasMadeNoTask() {
        ports.taskExists(true);
        ports.at("2026-01-31T12:00:05Z");

        LaunchEvent early = LaunchEvent.aborted(input, "not today")
                .with(detail -> detail.put("stopDate", NOON.plusSeconds(5).toEpochMilli()));
        assertThat(launches.handle(early.end())).isInstanceOf(Recorded.class);

        assertThat(outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void aRetryThatIsAbortedWhenItWasDueMayHaveMadeOne() {
        ports.taskExists(true);

        assertThat(launches.handle(LaunchEvent.aborted(input, "not today").end()))
                .isEqualTo(new Ignored("its task was made after all"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ecs.ServerException", "Ecs.SdkClientException", "States.Timeout", "States.Runtime"})
    void theseErrorsLeaveItInDoubt(String error) {
        assertThat(new Stop.LaunchFailure(error, null, null).inDoubt()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ecs.ClientException", "Ecs.AccessDeniedException", "Ecs.EcsException"})
    void aRefusalOfEcsLeavesNoDoubt(String error) {
        assertThat(new Stop.LaunchFailure(error, null, null).inDoubt()).isFalse();
    }

    @Test
    void afterAnAnswerOfRunTaskItIsNot() {
        ports.taskExists(true);

        assertThat(launches.handle(LaunchEvent.refused(input, "AGENT").end())).isInstanceOf(Recorded.class);
    }

    @Test
    void inputThatTheEventLeavesOutIsFetched() {
        ports.describe(input);

        assertThat(launches.handle(LaunchEvent.refused(null, "RESOURCE:MEMORY").end()))
                .isInstanceOf(Recorded.class);
        assertThat(ports.done()).anyMatch(done -> done.startsWith("input of "));
    }

    /** A customer managed key keeps both out of the event. */
    @Test
    void fetchesAMissingReasonEvenIfTheEventHasTheInput() {
        ports.describe(input, "LaunchFailed", "{\"failures\":[{\"reason\":\"RESOURCE:MEMORY\"}]}");

        launches.handle(LaunchEvent.refused(input, "")
                .with(detail -> detail.putNull("error").remove("cause"))
                .end());

        assertThat(ports.records().getLast().stop()).isEqualTo(new LaunchFailure(null, "RESOURCE:MEMORY", null));
    }

    @Test
    void fetchesAReasonThatTheEventLeavesOut() {
        ports.describe(input, "LaunchFailed", "{\"failures\":[{\"reason\":\"RESOURCE:MEMORY\"}]}");

        launches.handle(LaunchEvent.refused(null, "")
                .with(detail -> detail.remove(List.of("error", "cause")))
                .end());

        assertThat(ports.records().getLast().stop()).isEqualTo(new LaunchFailure(null, "RESOURCE:MEMORY", null));
    }

    @Test
    void executionsOfOtherStateMachinesAreLeftAlone() {
        LaunchEvent other = LaunchEvent.timedOut(input)
                .with(detail -> detail.put("stateMachineArn", LaunchEvent.STATE_MACHINE_ARN + "-of-somebody"));

        assertThat(launches.handle(other.end())).isInstanceOf(Ignored.class);
        assertThat(ports.records()).hasSize(1);
    }

    @Test
    void inputThatIsNotOursIsRefusedByName() {
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() ->
                        launches.handle(LaunchEvent.timedOut("{\"hello\":1}").end()))
                .withMessageStartingWith("detail.input.runTask:");
    }

    /** Launches that made no task neither use up the attempts of real failures nor lengthen their backoff. */
    @Test
    void launchesAndTasksAreCountedApart() {
        launches.handle(LaunchEvent.failed(input, "LaunchFailed", "{\"error\":\"Ecs.ServerException\",\"cause\":\"\"}")
                .end());
        ports.useCase(POLICY)
                .handle(TaskEvent.exited(1).asAttempt(JOB, 3, "third").task());

        assertThat(ports.records())
                .extracting(record -> ((RecordedDecision.Retry) record.decision()).delaySeconds())
                .containsExactly(10L, 10L, 20L);
    }

    private Outcome outcome() {
        return ((RecordedDecision.End) ports.records().getLast().decision()).outcome();
    }
}
