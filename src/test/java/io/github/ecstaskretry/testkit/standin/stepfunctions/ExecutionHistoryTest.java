package io.github.ecstaskretry.testkit.standin.stepfunctions;

import static io.github.ecstaskretry.testkit.standin.stepfunctions.StepFunctionsOverHttp.MACHINE_ARN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Caller;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** How an execution ends, and what its history and its event say. */
class ExecutionHistoryTest extends StepFunctionsFixture {

    @Test
    void anExecutionThatIsStoppedIsAbortedAndDoesNothingMore() throws InterruptedException {
        String arn = stepFunctions.start("job-2", WAIT_AN_HOUR);

        stepFunctions
                .client()
                .stopExecution(request -> request.executionArn(arn).error("No").cause("not wanted"));
        JsonNode event = stepFunctions.nextEnd();

        assertThat(event.path("status").asText()).isEqualTo("ABORTED");
        assertThat(event.path("error").asText()).isEqualTo("No");
        assertThat(event.path("cause").asText()).isEqualTo("not wanted");
        assertThat(describe(arn).status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(describe(arn).cause()).isEqualTo("not wanted");
        assertThat(last(arn).type()).isEqualTo(HistoryEventType.EXECUTION_ABORTED);
    }

    @Test
    void stoppingAnEndedExecutionChangesNothing() throws InterruptedException {
        String arn = stepFunctions.start("job-2", RUN);
        stepFunctions.nextEvent();

        stepFunctions.client().stopExecution(request -> request.executionArn(arn));

        assertThat(describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(stepFunctions.hasEvents()).isFalse();
    }

    @Test
    void theHistoryListsEventsInOrder() throws InterruptedException {
        String arn = stepFunctions.start("job-2", RUN);
        stepFunctions.nextEvent();

        List<HistoryEvent> history = stepFunctions
                .client()
                .getExecutionHistoryPaginator(
                        request -> request.executionArn(arn).maxResults(4))
                .events()
                .stream()
                .toList();

        assertThat(history)
                .extracting(HistoryEvent::typeAsString)
                .containsExactly(
                        "ExecutionStarted",
                        "ChoiceStateEntered",
                        "ChoiceStateExited",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "SucceedStateEntered",
                        "SucceedStateExited",
                        "ExecutionSucceeded");
        assertThat(history).extracting(HistoryEvent::id).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
        HistoryEvent scheduled = history.get(4);
        assertThat(scheduled.taskScheduledEventDetails().resourceType()).isEqualTo("aws-sdk:ecs");
        assertThat(scheduled.taskScheduledEventDetails().resource()).isEqualTo("runTask");
        assertThat(scheduled.taskScheduledEventDetails().parameters()).isEqualTo(RUN);
        assertThat(last(arn).executionSucceededEventDetails().output()).isEqualTo("1");
    }

    @Test
    void theEndOfAnExecutionIsAnEvent() throws InterruptedException {
        String arn = stepFunctions.start("job-2", RUN);

        JsonNode event = stepFunctions.nextEvent();

        assertThat(event.path("source").asText()).isEqualTo("aws.states");
        assertThat(event.path("detail-type").asText()).isEqualTo("Step Functions Execution Status Change");
        assertThat(event.at("/resources/0").asText()).isEqualTo(arn);
        JsonNode detail = event.path("detail");
        assertThat(detail.path("executionArn").asText()).isEqualTo(arn);
        assertThat(detail.path("stateMachineArn").asText()).isEqualTo(MACHINE_ARN);
        assertThat(detail.path("name").asText()).isEqualTo("job-2");
        assertThat(detail.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(detail.path("input").asText()).isEqualTo(RUN);
        assertThat(detail.path("output").asText()).isEqualTo("1");
        assertThat(detail.path("startDate").asLong())
                .isEqualTo(describe(arn).startDate().toEpochMilli());
        assertThat(detail.path("error").isNull()).isTrue();
        assertThat(detail.path("cause").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "400, ClientException, Ecs.ClientException",
        "500, ServerException, Ecs.ServerException",
        "400, ThrottlingException, Ecs.EcsException",
        "400, ExpiredTokenException, Ecs.EcsException"
    })
    void anErrorOfEcsHasTheNameThatTheSdkGivesIt(int status, String error, String name) throws InterruptedException {
        stepFunctions.switchboard().faults().refuse("ECS", "RunTask", AwsError.of(status, error, "No."));
        String arn = stepFunctions.start("job-2", RUN);

        JsonNode end = stepFunctions.nextEnd();

        assertThat(end.path("status").asText()).isEqualTo("FAILED");
        assertThat(end.path("error").asText()).isEqualTo(name);
        assertThat(end.path("cause").asText()).startsWith("No. (Service: Ecs, Status Code: " + status);
        assertThat(last(arn).executionFailedEventDetails().error()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"TaskDefinition\":\"etl:7\",\"NoSuchParameter\":\"s3cret\"}",
                "{\"taskDefinition\":\"etl:7\",\"x\":\"s3cret\"}",
                "{\"TaskDefinition\":\"etl:7\",\"Overrides\":{\"ContainerOverrides\":[{\"name\":\"s3cret\"}]}}",
                "\"s3cret\""
            })
    void argumentsThatRunTaskDoesNotHaveFailTheExecutionAndAreQuoted(String input) throws InterruptedException {
        stepFunctions.start("job-2", input);

        JsonNode end = stepFunctions.nextEnd();

        assertThat(end.path("status").asText()).isEqualTo("FAILED");
        assertThat(end.path("error").asText()).isEqualTo("States.Runtime");
        assertThat(end.path("cause").asText()).contains("could not be used to start the Task", "s3cret");
        assertThat(stepFunctions.switchboard().log().by(Caller.STATE_MACHINE)).isEmpty();
    }

    @Test
    void anExecutionHasItsTimeToo() throws InterruptedException {
        use(TimeScale.atMost(Duration.ofMillis(1)));
        String arn = stepFunctions.start("job-2", "{\"wait\":7201}");

        assertThat(stepFunctions.nextEnd().path("status").asText()).isEqualTo("TIMED_OUT");
        assertThat(describe(arn).status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(last(arn).type()).isEqualTo(HistoryEventType.EXECUTION_TIMED_OUT);
    }

    @Test
    void waitsAreAsShortAsTheTimeScaleSays() throws InterruptedException {
        use(TimeScale.atMost(Duration.ofMillis(1)));
        stepFunctions.start("job-2", WAIT_AN_HOUR);

        assertThat(stepFunctions.nextEnd().path("status").asText()).isEqualTo("SUCCEEDED");
    }
}
