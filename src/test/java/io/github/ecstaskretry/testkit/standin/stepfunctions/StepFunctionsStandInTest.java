package io.github.ecstaskretry.testkit.standin.stepfunctions;

import static io.github.ecstaskretry.testkit.standin.stepfunctions.StepFunctionsOverHttp.MACHINE_ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ecstaskretry.testkit.standin.wire.Caller;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/** Starting, listing and describing executions. */
class StepFunctionsStandInTest extends StepFunctionsFixture {

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
    void anUnknownStateMachineOrExecutionDoesNotExist() {
        assertThatExceptionOfType(StateMachineDoesNotExistException.class)
                .isThrownBy(() ->
                        stepFunctions.client().startExecution(request -> request.stateMachineArn(MACHINE_ARN + "2")));
        assertThatExceptionOfType(ExecutionDoesNotExistException.class).isThrownBy(() -> describe("gone"));
        assertThatExceptionOfType(ExecutionDoesNotExistException.class)
                .isThrownBy(() -> stepFunctions.client().stopExecution(request -> request.executionArn("gone")));
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
    void replacesPlaceholdersOnDeployment() {
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
}
