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
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values of environment overrides go into an execution's input, from there into RunTask, and nowhere else: a secret is planted,
 * and everything that was written is searched for it. The dead-letter queue keeps the event itself, and with it the overrides.
 */
class SecretsIT {

    /** A part of every planted value, so that a truncated value is found, too. */
    private static final String MARK = "s3cr3t";

    private static final String SECRET = MARK + "-0f-the-t3st-" + "x".repeat(200);

    private static final int LAMBDAS_TRIES = 3;

    private static final String POLICY = """
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

    private static final String FIRST = "first";
    private static final BlockingQueue<Launch> LAUNCHES = new LinkedBlockingQueue<>();
    private static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();
    private static final BlockingQueue<Delivery> DELIVERIES = new LinkedBlockingQueue<>();
    private static final List<String> ANSWERS = new CopyOnWriteArrayList<>();

    private static LocalDeployment deployment;

    private String jobId;

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
    void norWhenAwsRefusesTheInputAndQuotesIt() throws InterruptedException {
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
    void norWhenACallFails(String service, String operation, AwsError error) {
        refuseThreeTimes(service, operation, error);

        Delivery failed = deployment.events().invoke(withSecret().json());

        assertThat(failed.error()).isNotNull();
        assertNothingWrittenHasTheSecret();
    }

    static Stream<Arguments> norWhenACallFails() {
        return Stream.of(
                Arguments.of("DynamoDB", "PutItem", AwsError.client("AccessDeniedException", "not you")),
                Arguments.of("ECS", "DescribeTasks", AwsError.throttled()),
                Arguments.of("StepFunctions", "StartExecution", AwsError.throttled()),
                Arguments.of("StepFunctions", "StartExecution", AwsError.of(503, "ServiceUnavailable", "slow down")));
    }

    @Test
    void norWhenTheTableIsThrottledAndTheCallIsMadeAgain() throws InterruptedException {
        deployment.switchboard().faults().refuse("DynamoDB", "PutItem", AwsError.throttled());

        assertThat(deployment.events().invoke(withSecret().json()).error()).isNull();
        awaitEndOf(jobId);
        assertNothingWrittenHasTheSecret();
    }

    @Test
    void norWhenTheLaunchFails() throws InterruptedException {
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
    void norWhenTheEndOfALaunchIsMalformed(String input) {
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
    void norWhenTheNoticeCannotBeSent() {
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
    void norWhenTheEventIsMalformed(Consumer<ObjectNode> detail) {
        ObjectNode event = withSecret().with(detail).json();

        Delivery delivery = deployment.events().invoke(event);

        assertThat(delivery.error()).contains("MalformedEventException");
        assertThat(event.toString()).contains(MARK);
        assertNothingWrittenHasTheSecret();
    }

    static Stream<Consumer<ObjectNode>> norWhenTheEventIsMalformed() {
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

    private static ObjectNode overrides(ObjectNode detail) {
        return (ObjectNode) detail.get("overrides");
    }

    private static ObjectNode override(ObjectNode detail) {
        return (ObjectNode) overrides(detail).get("containerOverrides").get(0);
    }

    private TaskEvent withSecret() {
        return TaskEvent.exited(1).now().task(jobId).environment("app", "TOKEN", SECRET);
    }

    /** As often as Lambda delivers the event. */
    private static void refuseThreeTimes(String service, String operation, AwsError error) {
        for (int i = 0; i < LAMBDAS_TRIES; i++) {
            deployment.switchboard().faults().refuse(service, operation, error);
        }
    }

    private Launch awaitLaunch() throws InterruptedException {
        while (true) {
            Launch launch = LAUNCHES.poll(3, TimeUnit.MINUTES);
            assertThat(launch).as("a launch within 30 s").isNotNull();
            if (launch.startedBy().contains(jobId)) {
                return launch;
            }
        }
    }

    /** Waits for the second attempt's end, which is the job's: later tests order faults of their own. */
    private static void awaitEndOf(String jobId) throws InterruptedException {
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

    private static void assertNothingWrittenHasTheSecret() {
        assertThat(written())
                .isNotEmpty()
                .filteredOn(text -> text.contains(MARK))
                .isEmpty();
    }

    /** Everything that the function, the state machine and the services behind them wrote, except for what holds secrets. */
    private static List<String> written() {
        Stream<String> requests =
                deployment.switchboard().log().by(Caller.FUNCTION).stream().map(SecretsIT::withoutExecutionInput);
        Stream<String> items = deployment
                .clients()
                .dynamoDb()
                .scanPaginator(
                        request -> request.tableName(LocalDeployment.TABLE).consistentRead(true))
                .items()
                .stream()
                .map(Object::toString);
        Stream<String> notices = deployment.messages().all().stream().map(Object::toString);
        Stream<String> log = deployment.functionLog().lines();
        return Stream.of(requests, items, notices, ANSWERS.stream(), log, executions())
                .flatMap(texts -> texts)
                .toList();
    }

    private static String withoutExecutionInput(Call call) {
        ObjectNode request = call.request().deepCopy();
        if (call.operation().equals("StartExecution")) {
            request.remove("input");
        }
        return call.operation() + " " + request;
    }

    /** The descriptions of executions, without their inputs. */
    private static Stream<String> executions() {
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
