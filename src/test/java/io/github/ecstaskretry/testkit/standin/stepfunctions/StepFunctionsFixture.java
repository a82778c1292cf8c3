package io.github.ecstaskretry.testkit.standin.stepfunctions;

import static io.github.ecstaskretry.testkit.standin.stepfunctions.StepFunctionsOverHttp.MACHINE_ARN;

import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** Step Functions over HTTP, by the AWS SDK's own client. */
abstract class StepFunctionsFixture {

    static final String RUN = "{\"TaskDefinition\":\"etl:7\"}";
    static final String WAIT_AN_HOUR = "{\"wait\":3600}";
    StepFunctionsOverHttp stepFunctions = new StepFunctionsOverHttp(TimeScale.REAL);

    @AfterEach
    void close() {
        stepFunctions.close();
    }

    void use(TimeScale timeScale) {
        stepFunctions.close();
        stepFunctions = new StepFunctionsOverHttp(timeScale);
    }

    StartExecutionResponse start(String name, String input) {
        return stepFunctions
                .client()
                .startExecution(request ->
                        request.stateMachineArn(MACHINE_ARN).name(name).input(input));
    }

    DescribeExecutionResponse describe(String arn) {
        return stepFunctions.client().describeExecution(request -> request.executionArn(arn));
    }

    List<String> executions() {
        return stepFunctions
                .client()
                .listExecutions(request -> request.stateMachineArn(MACHINE_ARN))
                .executions()
                .stream()
                .map(ExecutionListItem::name)
                .toList();
    }

    HistoryEvent last(String arn) {
        return stepFunctions
                .client()
                .getExecutionHistory(
                        request -> request.executionArn(arn).reverseOrder(true).maxResults(1))
                .events()
                .getFirst();
    }
}
