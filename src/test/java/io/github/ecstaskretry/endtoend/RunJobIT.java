package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The deployed run-job: an execution ends as its job ends. No policy matches these jobs but one that learns nothing. */
@Timeout(120)
class RunJobIT {

    private static final String POLICY = """
            version: 1
            policies:
              - name: any
                attempts: 2
                learn: never
                backoff: {interval: 15s, rate: 1, maxDelay: 15s, jitter: none}
                otherwise: retry
            """;

    private static final BlockingQueue<Delivery> DELIVERIES = new LinkedBlockingQueue<>();

    private static LocalDeployment deployment;

    @BeforeAll
    static void deploy(@TempDir Path directory) {
        deployment = Deployments.start(
                directory,
                POLICY,
                launch -> switch (launch.family()) {
                    case "heals" -> TaskFate.exits("app", launch.number() == 1 ? 1 : 0);
                    case "nowhere" -> new TaskFate.Unplaced("RESOURCE:MEMORY", null);
                    default -> new TaskFate.KeepsRunning();
                },
                TimeScale.atMost(Duration.ofMillis(20)));
        deployment.events().onDelivery(DELIVERIES::add);
    }

    @AfterAll
    static void close() {
        deployment.close();
    }

    private static String start(String family) {
        return deployment
                .clients()
                .stepFunctions()
                .startExecution(request -> request.stateMachineArn(deployment.runJobArn())
                        .input(Json.write(Json.fromJava(Map.of(
                                "runTask",
                                Map.of(
                                        "Cluster",
                                        "prod",
                                        "TaskDefinition",
                                        family,
                                        "LaunchType",
                                        "FARGATE",
                                        "NetworkConfiguration",
                                        Map.of("AwsvpcConfiguration", Map.of("Subnets", new String[] {"subnet-0a"
                                        }))))))))
                .executionArn();
    }

    private static DescribeExecutionResponse ended(String executionArn) throws InterruptedException {
        while (true) {
            DescribeExecutionResponse execution = deployment
                    .clients()
                    .stepFunctions()
                    .describeExecution(request -> request.executionArn(executionArn));
            if (execution.status() != ExecutionStatus.RUNNING) {
                return execution;
            }
            Thread.sleep(20);
        }
    }

    @Test
    void anExecutionSucceedsWithTheJobThatRecovered() throws InterruptedException {
        DescribeExecutionResponse execution = ended(start("heals"));

        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        JsonNode job = Json.read(execution.output());
        assertThat(job.path("outcome").asText()).isEqualTo("SUCCEEDED");
        assertThat(job.path("attempts")).hasSize(2);
        assertThat(job.at("/job/jobId").asText())
                .isEqualTo(AttemptId.ofRunJob(execution.executionArn()).jobId());
    }

    @Test
    void anExecutionFailsWithTheOutcomeOfTheJobThatWasNeverLaunched() throws InterruptedException {
        DescribeExecutionResponse execution = ended(start("nowhere"));

        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).isEqualTo("EXHAUSTED");
        assertThat(execution.cause()).contains("EXHAUSTED after 2 attempts", "It was never launched: RESOURCE:MEMORY.");
    }

    @Test
    void abortingAnExecutionLeavesItsTaskAndSaysSo() throws InterruptedException {
        String executionArn = start("runs");
        while (deployment
                .clients()
                .ecs()
                .listTasks(request -> request.cluster("prod").family("runs"))
                .taskArns()
                .isEmpty()) {
            Thread.sleep(20);
        }

        deployment.clients().stepFunctions().stopExecution(request -> request.executionArn(executionArn));

        while (true) {
            Delivery delivery = DELIVERIES.poll(1, TimeUnit.MINUTES);
            assertThat(delivery).isNotNull();
            if (delivery.event().at("/detail/executionArn").asText().equals(executionArn)) {
                assertThat(delivery.answer().path("result").asText()).isEqualTo("aborted");
                assertThat(delivery.answer().path("done").asBoolean()).isFalse();
                assertThat(delivery.answer().path("message").asText()).contains("It is left");
                return;
            }
        }
    }
}
