package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values of environment overrides go into an execution's input, from there into RunTask, and nowhere else: a secret is planted,
 * and everything that was written is searched for it. The dead-letter queue keeps the event itself, and with it the overrides.
 */
class SecretsIT extends PlantedSecret {

    @Test
    void aValueTravelsToTheRerunAndIsWrittenNowhere() throws InterruptedException {
        Delivery delivery = deployment.events().invoke(withSecret().json());

        assertThat(delivery.error()).isNull();
        assertThat(awaitLaunch().request().toString()).contains(SECRET);
        awaitEndOf(jobId);
        assertThat(written()).anyMatch(text -> text.contains("TOKEN") && text.contains(jobId));
        assertNothingWrittenHasTheSecret();
    }

    @Test
    void leaksNothingWhenAwsQuotesTheInput() throws InterruptedException {
        refuseThreeTimes(
                "StepFunctions",
                "StartExecution",
                AwsError.client(
                        "InvalidExecutionInput", "Invalid State Machine Execution Input: '{\"Value\":\"" + SECRET));

        Delivery failed = deployment.events().invoke(withSecret().json());

        assertThat(failed.error()).contains("StartExecution of " + jobId + "-2", "InvalidExecutionInput", "400");
        assertNothingWrittenHasTheSecret();

        deployment.events().invoke(withSecret().json());
        assertThat(awaitLaunch().request().toString()).contains(SECRET);
        awaitEndOf(jobId);
        assertNothingWrittenHasTheSecret();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void leaksNothingWhenACallFails(String service, String operation, AwsError error) {
        refuseThreeTimes(service, operation, error);

        Delivery failed = deployment.events().invoke(withSecret().json());

        assertThat(failed.error()).isNotNull();
        assertNothingWrittenHasTheSecret();
    }

    static Stream<Arguments> leaksNothingWhenACallFails() {
        return Stream.of(
                Arguments.of("DynamoDB", "PutItem", AwsError.client("AccessDeniedException", "not you")),
                Arguments.of("ECS", "DescribeTasks", AwsError.throttled()),
                Arguments.of("StepFunctions", "StartExecution", AwsError.throttled()),
                Arguments.of("StepFunctions", "StartExecution", AwsError.of(503, "ServiceUnavailable", "slow down")));
    }

    @Test
    void leaksNothingWhenTheTableThrottles() throws InterruptedException {
        deployment.switchboard().faults().refuse("DynamoDB", "PutItem", AwsError.throttled());

        assertThat(deployment.events().invoke(withSecret().json()).error()).isNull();
        awaitEndOf(jobId);
        assertNothingWrittenHasTheSecret();
    }

    @Test
    void leaksNothingWhenTheLaunchFails() throws InterruptedException {
        REFUSED.add(jobId);

        deployment.events().invoke(withSecret().json());

        assertThat(awaitLaunch().request().toString()).contains(SECRET);
        awaitEndOf(jobId);
        assertThat(written()).anyMatch(text -> text.contains("not allowed to pass the role"));
        assertNothingWrittenHasTheSecret();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MARK,
                "{\"runTask\":\"" + MARK + "\"}",
                "{\"runTask\":{\"Overrides\":\"" + MARK + "\"}}",
                "{\"jobId\":\"a\",\"attempt\":2,\"runTask\":{\"Cluster\":\"c\",\"TaskDefinition\":\"t\","
                        + "\"Overrides\":{\"ContainerOverrides\":[{\"Name\":\"app\",\"Environment\":\"" + MARK
                        + "\"}]}}}"
            })
    void leaksNothingWhenTheEndOfALaunchIsMalformed(String input) {
        ObjectNode event = TaskEvent.exited(1)
                .now()
                .withEnvelope(envelope -> envelope.put("detail-type", "Step Functions Execution Status Change"))
                .with(detail -> detail.put("executionArn", "arn:aws:states:eu-west-1:111122223333:execution:x:y")
                        .put("stateMachineArn", deployment.stateMachineArn())
                        .put("status", "FAILED")
                        .put("error", "States.Runtime")
                        .put("cause", "The state's parameters were '" + SECRET + "'")
                        .put("input", input))
                .json();

        Delivery delivery = deployment.events().invoke(event);

        assertThat(delivery.error()).contains("MalformedEventException");
        assertNothingWrittenHasTheSecret();
    }

    @Test
    void leaksNothingWhenTheNoticeCannotBeSent() {
        refuseThreeTimes("SNS", "Publish", AwsError.client("AuthorizationError", "no"));

        Delivery failed = deployment
                .events()
                .invoke(withSecret()
                        .with(detail -> detail.put("stopCode", "TaskFailedToStart")
                                .put("stoppedReason", "CannotPullContainerError: example/app:1: not found"))
                        .json());

        assertThat(failed.error()).isNotNull();
        assertNothingWrittenHasTheSecret();
    }

    @ParameterizedTest
    @MethodSource
    void leaksNothingWhenTheEventIsMalformed(Consumer<ObjectNode> detail) {
        ObjectNode event = withSecret().with(detail).json();

        Delivery delivery = deployment.events().invoke(event);

        assertThat(delivery.error()).contains("MalformedEventException");
        assertThat(event.toString()).contains(MARK);
        assertNothingWrittenHasTheSecret();
    }

    static Stream<Consumer<ObjectNode>> leaksNothingWhenTheEventIsMalformed() {
        return Stream.of(
                detail -> detail.put("stoppedAt", "yesterday"),
                detail -> detail.remove("taskArn"),
                detail -> detail.put("overrides", SECRET),
                detail -> overrides(detail).put("containerOverrides", SECRET),
                detail -> overrides(detail).putArray("containerOverrides").add(SECRET),
                detail -> override(detail).put("name", 7),
                detail -> override(detail).put("environment", SECRET),
                detail -> override(detail).putObject("environment").put("TOKEN", SECRET),
                detail -> override(detail).putArray("environment").add(SECRET),
                detail -> override(detail).putArray("environment").addObject().put("value", SECRET),
                detail -> override(detail)
                        .putArray("environment")
                        .addObject()
                        .put("name", "TOKEN")
                        .putObject("value")
                        .put("secret", SECRET));
    }
}
