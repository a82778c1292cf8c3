package io.github.ecstaskretry.format.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchEndTest {

    private static final String INPUT = "{}";

    @Test
    void readsAFailedExecution() {
        LaunchEnd end = LaunchEvent.refused(INPUT, "RESOURCE:MEMORY").end();

        assertThat(end.stateMachineArn()).isEqualTo(LaunchEvent.STATE_MACHINE_ARN);
        assertThat(end.executionArn()).endsWith(":execution:wait-and-run:" + TaskEvent.TASK_ID + "-2");
        assertThat(end.stoppedAt()).isEqualTo(Instant.parse("2026-01-31T12:05:00Z"));
        assertThat(end.input()).isEqualTo(INPUT);
        assertThat(end.stop()).isEqualTo(new LaunchFailure(null, "RESOURCE:MEMORY", null));
        assertThat(end.stop().answered()).isTrue();
    }

    @Test
    void takesTheFirstOfSeveralFailures() {
        String cause = "{\"failures\":[{\"reason\":\"AGENT\",\"detail\":\"gone\"},{\"reason\":\"RESOURCE:CPU\"}]}";

        assertThat(stop("LaunchFailed", cause)).isEqualTo(new LaunchFailure(null, "AGENT", "gone"));
    }

    @Test
    void keepsTheNameAndTheTextOfAnErrorOfRunTask() {
        String cause = "{\"error\":\"Ecs.AccessDeniedException\",\"cause\":\"User is not authorized\"}";

        assertThat(stop("LaunchFailed", cause))
                .isEqualTo(new LaunchFailure("Ecs.AccessDeniedException", "User is not authorized", null));
    }

    @Test
    void takesACauseThatIsPlainTextOrAbsentAsItIs() {
        assertThat(stop("LaunchFailed", "out of luck"))
                .isEqualTo(new LaunchFailure("LaunchFailed", "out of luck", null));
        assertThat(stop("LaunchFailed", null)).isEqualTo(new LaunchFailure("LaunchFailed", null, null));
        assertThat(stop("LaunchFailed", "{\"failures\":[]}"))
                .isEqualTo(new LaunchFailure("LaunchFailed", "{\"failures\":[]}", null));
        assertThat(stop(null, null)).isEqualTo(new LaunchFailure("ReasonUnknown", null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'failures':[{'arn':null,'reason':'AGENT','detail':null}]} | | AGENT",
                "{'failures':[{'arn':null,'reason':null,'detail':null}]} | |",
                "{'failures':null,'error':'Ecs.ServerException','cause':null} | Ecs.ServerException |",
                "{'failures':[null],'error':'Ecs.ServerException','cause':null} | Ecs.ServerException |"
            })
    void readsANullInRunTasksAnswer(String cause, String error, String text) {
        assertThat(stop("LaunchFailed", cause.replace('\'', '"'))).isEqualTo(new LaunchFailure(error, text, null));
    }

    /** The cause of States.Runtime quotes the parameters, and with them values of the environment. */
    @Test
    void doesNotReadTheCauseOfAnotherError() {
        assertThat(stop("States.Runtime", "Parameters: {TOKEN: s3cret}"))
                .isEqualTo(new LaunchFailure("States.Runtime", null, null));
    }

    @Test
    void namesATimeoutAndAnAbort() {
        assertThat(LaunchEvent.timedOut(INPUT).end().stop()).isEqualTo(new LaunchFailure("States.Timeout", null, null));
        assertThat(LaunchEvent.aborted(INPUT, "not today").end().stop())
                .isEqualTo(new LaunchFailure(LaunchFailure.ABORTED, "not today", null));
        assertThat(LaunchEvent.aborted(INPUT, null).end().stop().error()).isEqualTo(Stop.LaunchFailure.ABORTED);
    }

    @Test
    void readsAnEventWithoutTheInput() {
        assertThat(LaunchEvent.timedOut(null).end().input()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUNNING", "SUCCEEDED", "PENDING_REDRIVE"})
    void ignoresAnExecutionThatHasNotFailed(String status) {
        LaunchEvent event = LaunchEvent.timedOut(INPUT).with(detail -> detail.put("status", status));

        assertThat(EventJson.read(event.json())).isEqualTo(new Incoming.NotForUs("the execution is " + status));
    }

    @ParameterizedTest
    @CsvSource({"executionArn, detail.executionArn", "stateMachineArn, detail.stateMachineArn", "status, detail.status"
    })
    void namesAMissingField(String field, String path) {
        LaunchEvent event = LaunchEvent.timedOut(INPUT).with(detail -> detail.put(field, 7));

        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> EventJson.read(event.json()))
                .withMessageStartingWith(path + ":");
    }

    private static LaunchFailure stop(String error, String cause) {
        return LaunchEvent.failed(INPUT, error, cause).end().stop();
    }
}
