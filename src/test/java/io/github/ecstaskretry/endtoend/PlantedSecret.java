package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.ecs.Launch;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Call;
import io.github.ecstaskretry.testkit.standin.wire.Caller;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A deployment with a secret among a task's overrides, and everything that was written searched for it. */
abstract class PlantedSecret {

    /** A part of every planted value, so that a truncated value is found, too. */
    static final String MARK = "s3cr3t";

    static final String SECRET = MARK + "-0f-the-t3st-" + "x".repeat(200);
    static final int LAMBDAS_TRIES = 3;

    static final String POLICY = """
            version: 1
            policies:
              - name: loop
                match: {cluster: [prod]}
                attempts: 2
                backoff: {interval: 1s}
                network: {subnets: [subnet-0a]}
                launch: {copyTags: true}
                otherwise: retry
            """;

    static final String FIRST = "first";
    static final BlockingQueue<Launch> LAUNCHES = new LinkedBlockingQueue<>();
    static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();
    static final BlockingQueue<Delivery> DELIVERIES = new LinkedBlockingQueue<>();
    static final List<String> ANSWERS = new CopyOnWriteArrayList<>();
    static LocalDeployment deployment;
    String jobId;

    @BeforeAll
    static void deploy(@TempDir Path directory) {
        TaskScript script = launch -> {
            LAUNCHES.add(launch);
            if (FIRST.equals(launch.startedBy())) {
                return new TaskFate.KeepsRunning();
            }
            return REFUSED.stream().anyMatch(launch.startedBy()::contains)
                    ? TaskFate.refused(AwsError.client("AccessDeniedException", "not allowed to pass the role"))
                    : TaskFate.exits("app", 1);
        };
        deployment = Deployments.startImpatient(directory, POLICY, script, TimeScale.atMost(Duration.ofMillis(20)));
        deployment.events().onDelivery(DELIVERIES::add);
        deployment.events().onDelivery(delivery -> ANSWERS.add(delivery.answer() + " " + delivery.error()));
    }

    @AfterAll
    static void close() {
        deployment.close();
    }

    /** ECS must know the task, because the policy asks for its tags. */
    @BeforeEach
    void launchFirstTask() {
        jobId = new TaskArn(deployment
                        .clients()
                        .ecs()
                        .runTask(request -> request.cluster(TaskEvent.CLUSTER_ARN)
                                .taskDefinition("etl")
                                .launchType("EC2")
                                .startedBy(FIRST))
                        .tasks()
                        .getFirst()
                        .taskArn())
                .taskId();
    }

    @AfterEach
    void noFaultIsLeft() {
        assertThat(deployment.switchboard().faults().spent()).isTrue();
    }

    static ObjectNode overrides(ObjectNode detail) {
        return (ObjectNode) detail.get("overrides");
    }

    static ObjectNode override(ObjectNode detail) {
        return (ObjectNode) overrides(detail).get("containerOverrides").get(0);
    }

    TaskEvent withSecret() {
        return TaskEvent.exited(1).now().task(jobId).environment("app", "TOKEN", SECRET);
    }

    /** As often as Lambda delivers the event. */
    static void refuseThreeTimes(String service, String operation, AwsError error) {
        for (int i = 0; i < LAMBDAS_TRIES; i++) {
            deployment.switchboard().faults().refuse(service, operation, error);
        }
    }

    Launch awaitLaunch() throws InterruptedException {
        while (true) {
            Launch launch = LAUNCHES.poll(3, TimeUnit.MINUTES);
            assertThat(launch).as("a launch within 30 s").isNotNull();
            if (launch.startedBy().contains(jobId)) {
                return launch;
            }
        }
    }

    /** Waits for the second attempt's end, which is the job's: later tests order faults of their own. */
    static void awaitEndOf(String jobId) throws InterruptedException {
        while (true) {
            Delivery delivery = DELIVERIES.poll(3, TimeUnit.MINUTES);
            assertThat(delivery).as("a delivery within 30 s").isNotNull();
            JsonNode answer = delivery.answer();
            if (answer != null
                    && answer.path("jobId").asText().equals(jobId)
                    && answer.path("decision").asText().equals("TERMINAL")) {
                return;
            }
        }
    }

    static void assertNothingWrittenHasTheSecret() {
        assertThat(written())
                .isNotEmpty()
                .filteredOn(text -> text.contains(MARK))
                .isEmpty();
    }

    /** Everything that the function, the state machine and the services behind them wrote, except for what holds secrets. */
    static List<String> written() {
        Stream<String> requests =
                deployment.switchboard().log().by(Caller.FUNCTION).stream().map(SecretsIT::withoutExecutionInput);
        Stream<String> items = deployment.items().map(Object::toString);
        Stream<String> notices = deployment.messages().all().stream().map(Object::toString);
        Stream<String> log = deployment.functionLog().lines();
        return Stream.of(requests, items, notices, ANSWERS.stream(), log, executions())
                .flatMap(texts -> texts)
                .toList();
    }

    static String withoutExecutionInput(Call call) {
        ObjectNode request = call.request().deepCopy();
        if (call.operation().equals("StartExecution")) {
            request.remove("input");
        }
        return call.operation() + " " + request;
    }

    /** The descriptions of executions, without their inputs. */
    static Stream<String> executions() {
        return deployment
                .clients()
                .stepFunctions()
                .listExecutionsPaginator(request -> request.stateMachineArn(deployment.stateMachineArn()))
                .executions()
                .stream()
                .map(execution -> deployment
                        .clients()
                        .stepFunctions()
                        .describeExecution(request -> request.executionArn(execution.executionArn())))
                .map(execution -> execution.output() + execution.error() + execution.cause());
    }
}
