package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.ecs.Launch;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.lambda.JavaRuntime;
import io.github.ecstaskretry.testkit.standin.sns.SnsMessage;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** A deployment whose tasks end as each test says. A test's tasks have the family of its name. */
abstract class ScriptedJobs {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    static final Map<String, List<TaskFate>> FATES = new ConcurrentHashMap<>();
    static final List<Launch> LAUNCHES = new CopyOnWriteArrayList<>();
    private static final BlockingQueue<Delivery> DELIVERIES = new ArrayBlockingQueue<>(1_000);

    static LocalDeployment deployment;

    String family = "";

    static void deploy(Path directory, String policy, TimeScale timeScale) {
        deploy(directory, policy, timeScale, Deployments.quickestRuntime());
    }

    static void deploy(Path directory, String policy, TimeScale timeScale, JavaRuntime runtime) {
        FATES.clear();
        LAUNCHES.clear();
        deployment = Deployments.start(directory, policy, ScriptedJobs::fate, timeScale, runtime, Map.of(), 1);
        deployment.events().onDelivery(DELIVERIES::add);
    }

    @AfterAll
    static void close() {
        deployment.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        family = test.getTestMethod().orElseThrow().getName();
        LAUNCHES.clear();
        DELIVERIES.clear();
        deployment.messages().clear();
    }

    private static TaskFate fate(Launch launch) {
        LAUNCHES.add(launch);
        List<TaskFate> fates = FATES.get(launch.family());
        return fates.get(Math.min(launch.number(), fates.size()) - 1);
    }

    static TaskOverride app(Consumer<ContainerOverride.Builder> change) {
        ContainerOverride.Builder container = ContainerOverride.builder().name("app");
        change.accept(container);
        return TaskOverride.builder().containerOverrides(container.build()).build();
    }

    static KeyValuePair variable(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }

    static RunTaskRequest.Builder onFargate() {
        return RunTaskRequest.builder().launchType("FARGATE");
    }

    /** Starts a task as anybody would and gives the job's id. */
    String run(RunTaskRequest.Builder request) {
        if (request.build().cluster() == null) {
            request.cluster("loop");
        }
        String taskArn = deployment
                .clients()
                .ecs()
                .runTask(request.taskDefinition(family)
                        .networkConfiguration(network -> network.awsvpcConfiguration(
                                awsvpc -> awsvpc.subnets("subnet-0a").securityGroups("sg-0a")))
                        .build())
                .tasks()
                .getFirst()
                .taskArn();
        return taskArn.substring(taskArn.lastIndexOf('/') + 1);
    }

    /** Waits for the job's terminal decision and gives the function's answer. */
    static JsonNode end() throws InterruptedException {
        while (true) {
            Delivery delivery = DELIVERIES.poll(3, TimeUnit.MINUTES);
            assertThat(delivery)
                    .as("a delivery within three minutes; the log:\n" + deployment.functionLog())
                    .isNotNull();
            assertThat(delivery.error()).isNull();
            if (delivery.answer().path("decision").asText().equals("TERMINAL")) {
                return delivery.answer();
            }
        }
    }

    static SnsMessage onlyMessage() {
        assertThat(deployment.messages().all()).hasSize(1);
        return deployment.messages().all().getFirst();
    }

    /** Reconciles, and gives the function's answer. */
    static JsonNode reconcile() {
        Delivery delivery = deployment.reconcile();
        assertThat(delivery.error()).isNull();
        return delivery.answer();
    }

    /** Whether the execution of this name has ended. */
    static boolean ended(String execution) {
        return deployment
                .clients()
                .stepFunctions()
                .listExecutionsPaginator(request -> request.stateMachineArn(deployment.stateMachineArn()))
                .executions()
                .stream()
                .anyMatch(known -> known.name().equals(execution) && known.stopDate() != null);
    }

    static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("%s within %s", condition, PATIENCE).isBefore(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
