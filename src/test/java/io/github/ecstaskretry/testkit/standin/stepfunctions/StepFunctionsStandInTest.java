package io.github.ecstaskretry.testkit.standin.stepfunctions;

import static io.github.ecstaskretry.testkit.standin.stepfunctions.StepFunctionsOverHttp.MACHINE_ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Caller;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/** Step Functions over HTTP, by the AWS SDK's own client, and its events. */
class StepFunctionsStandInTest {

    private static final String RUN = "{\"TaskDefinition\":\"etl:7\"}";
    private static final String WAIT_AN_HOUR = "{\"wait\":3600}";

    private StepFunctionsOverHttp stepFunctions = new StepFunctionsOverHttp(TimeScale.REAL);

    @AfterEach
    void close() {
        stepFunctions.close();
    }

    @Test
    void anExecutionRunsToItsEnd() throws InterruptedException {
        String arn = stepFunctions.start("job-2", RUN);
        stepFunctions.nextEvent();

        DescribeExecutionResponse execution = describe(arn);
        assertThat(arn).isEqualTo("arn:aws:states:eu-west-1:111122223333:execution:machine:job-2");
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(execution.input()).isEqualTo(RUN);
        assertThat(execution.output()).isEqualTo("1");
        assertThat(execution.stateMachineArn()).isEqualTo(MACHINE_ARN);
        assertThat(execution.stopDate()).isAfterOrEqualTo(execution.startDate());
    }

    @Test
    void theSameNameAndInputIsTheSameExecutionWhileItRuns() {
        StartExecutionResponse first = start("job-2", WAIT_AN_HOUR);
        StartExecutionResponse again = start("job-2", WAIT_AN_HOUR);

        assertThat(again.executionArn()).isEqualTo(first.executionArn());
        assertThat(again.startDate()).isEqualTo(first.startDate());
        assertThat(executions()).hasSize(1);
    }

    @Test
    void theSameNameWithAnotherInputExistsAlready() {
        start("job-2", WAIT_AN_HOUR);

        assertThatExceptionOfType(ExecutionAlreadyExistsException.class)
                .isThrownBy(() -> start("job-2", "{\"wait\":3601}"));
    }

    @Test
    void theSameNameExistsAlreadyOnceTheExecutionHasEnded() throws InterruptedException {
        start("job-2", RUN);
        stepFunctions.nextEvent();

        assertThatExceptionOfType(ExecutionAlreadyExistsException.class).isThrownBy(() -> start("job-2", RUN));
        assertThat(stepFunctions.switchboard().log().by(Caller.STATE_MACHINE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a:b", "a*", "a\"b", "", "é\n"})
    void aNameHasNoneOfTheseCharacters(String name) {
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> start(name, RUN));
    }

    @Test
    void aNameHasUpToEightyCharacters() {
        start("x".repeat(80), WAIT_AN_HOUR);

        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> start("x".repeat(81), WAIT_AN_HOUR));
    }

    @Test
    void anInputIsJsonOfLimitedLength() {
        assertThatExceptionOfType(InvalidExecutionInputException.class).isThrownBy(() -> start("job-2", "{"));
        assertThatExceptionOfType(SfnException.class)
                .isThrownBy(() -> start("job-2", "\"" + "x".repeat(262_143) + "\""))
                .satisfies(
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    }

    @Test
    void whatIsNotThereDoesNotExist() {
        assertThatExceptionOfType(StateMachineDoesNotExistException.class)
                .isThrownBy(() ->
                        stepFunctions.client().startExecution(request -> request.stateMachineArn(MACHINE_ARN + "2")));
        assertThatExceptionOfType(ExecutionDoesNotExistException.class).isThrownBy(() -> describe("gone"));
        assertThatExceptionOfType(ExecutionDoesNotExistException.class)
                .isThrownBy(() -> stepFunctions.client().stopExecution(request -> request.executionArn("gone")));
    }

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
    void stoppingWhatHasEndedChangesNothing() throws InterruptedException {
        String arn = stepFunctions.start("job-2", RUN);
        stepFunctions.nextEvent();

        stepFunctions.client().stopExecution(request -> request.executionArn(arn));

        assertThat(describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(stepFunctions.hasEvents()).isFalse();
    }

    @Test
    void theHistoryTellsWhatHappenedInOrder() throws InterruptedException {
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

    @Test
    void executionsAreListedByStatusAndInPages() throws InterruptedException {
        stepFunctions.start("a", RUN);
        stepFunctions.nextEvent();
        for (String name : List.of("b", "c", "d")) {
            stepFunctions.start(name, WAIT_AN_HOUR);
        }

        assertThat(executions()).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(stepFunctions
                        .client()
                        .listExecutionsPaginator(request -> request.stateMachineArn(MACHINE_ARN)
                                .statusFilter(ExecutionStatus.RUNNING)
                                .maxResults(2))
                        .executions())
                .extracting(ExecutionListItem::name)
                .containsExactlyInAnyOrder("b", "c", "d");
    }

    @Test
    void aStateMachineShowsItsDefinition() {
        assertThat(stepFunctions
                        .client()
                        .describeStateMachine(request -> request.stateMachineArn(MACHINE_ARN))
                        .definition())
                .isEqualTo(StepFunctionsOverHttp.DEFINITION);
    }

    @Test
    void placeholdersAreReplacedOnDeployment() {
        String definition = StepFunctionsOverHttp.DEFINITION.replace("\"WaitOrRun\", \"T", "\"${First}\", \"T");

        assertThat(DeployedStateMachine.of("machine", definition, Map.of("First", "WaitOrRun"))
                        .machine()
                        .startAt())
                .isEqualTo("WaitOrRun");
    }

    @Test
    void anOperationThatIsNotImplementedSaysSo() {
        assertThatExceptionOfType(SfnException.class)
                .isThrownBy(() -> stepFunctions.client().listStateMachines())
                .satisfies(error -> {
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
                    assertThat(error.awsErrorDetails().errorMessage())
                            .contains("StepFunctions does not implement ListStateMachines", "StartExecution");
                });
    }

    private void use(TimeScale timeScale) {
        stepFunctions.close();
        stepFunctions = new StepFunctionsOverHttp(timeScale);
    }

    private StartExecutionResponse start(String name, String input) {
        return stepFunctions
                .client()
                .startExecution(request ->
                        request.stateMachineArn(MACHINE_ARN).name(name).input(input));
    }

    private DescribeExecutionResponse describe(String arn) {
        return stepFunctions.client().describeExecution(request -> request.executionArn(arn));
    }

    private List<String> executions() {
        return stepFunctions
                .client()
                .listExecutions(request -> request.stateMachineArn(MACHINE_ARN))
                .executions()
                .stream()
                .map(ExecutionListItem::name)
                .toList();
    }

    private HistoryEvent last(String arn) {
        return stepFunctions
                .client()
                .getExecutionHistory(
                        request -> request.executionArn(arn).reverseOrder(true).maxResults(1))
                .events()
                .getFirst();
    }
}
