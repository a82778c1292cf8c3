package io.github.ecstaskretry.testkit.standin.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.account.CallerStandIn;
import io.github.ecstaskretry.testkit.standin.account.StackStandIn;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbLocal;
import io.github.ecstaskretry.testkit.standin.dynamodb.RetryTable;
import io.github.ecstaskretry.testkit.standin.dynamodb.StatesDynamoDb;
import io.github.ecstaskretry.testkit.standin.ecs.EcsStandIn;
import io.github.ecstaskretry.testkit.standin.lambda.LambdaFunction;
import io.github.ecstaskretry.testkit.standin.launchers.EventHistoryStandIn;
import io.github.ecstaskretry.testkit.standin.launchers.RulesStandIn;
import io.github.ecstaskretry.testkit.standin.launchers.SchedulesStandIn;
import io.github.ecstaskretry.testkit.standin.sns.SnsMessages;
import io.github.ecstaskretry.testkit.standin.sns.SnsStandIn;
import io.github.ecstaskretry.testkit.standin.sqs.QueueStandIn;
import io.github.ecstaskretry.testkit.standin.stepfunctions.DeployedStateMachine;
import io.github.ecstaskretry.testkit.standin.stepfunctions.StepFunctionsStandIn;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.AwsQuery;
import io.github.ecstaskretry.testkit.standin.wire.EventDoor;
import io.github.ecstaskretry.testkit.standin.wire.Forward;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Invocation;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The deployed product: the table and the state machine as the deployment files declare them, the packaged function in its own
 * process, and one endpoint for all services. Everything is in memory, on loopback, and ends with {@link #close}.
 */
public final class LocalDeployment implements AutoCloseable {

    /** The attempts table. */
    public static final String TABLE = "attempts";

    private static final Account ACCOUNT = Account.EXAMPLE;
    private static final String STATE_MACHINE = "wait-and-run";
    private static final String STATE_MACHINE_ARN = StepFunctionsStandIn.arn(ACCOUNT, STATE_MACHINE);
    private static final String RUN_JOB = "run-job";
    private static final String RUN_JOB_ARN = StepFunctionsStandIn.arn(ACCOUNT, RUN_JOB);
    private static final String TOPIC = "notices";
    private static final String STACK = "ecs-task-retry";
    private static final String FUNCTION = "ecs-task-retry";

    private final Switchboard switchboard = new Switchboard();
    private final QueueStandIn deadLetters = new QueueStandIn(ACCOUNT, "dead-letters");
    private final EventBus events = new EventBus(new DeployedRules(STATE_MACHINE_ARN, RUN_JOB_ARN), deadLetters);
    private final AwsClients dynamoDbItself;
    private final EcsStandIn ecs;
    private final StepFunctionsStandIn stepFunctions;
    private final SnsStandIn sns = new SnsStandIn(ACCOUNT);
    private final RulesStandIn rules = new RulesStandIn();
    private final SchedulesStandIn schedules = new SchedulesStandIn(ACCOUNT);
    private final EventHistoryStandIn eventHistory = new EventHistoryStandIn(ACCOUNT);
    private final HttpFront front;
    private final Setup setup;
    private final List<LambdaFunction> functions;
    private final AwsClients clients;

    private LocalDeployment(Setup setup) {
        this.setup = setup;
        URI dynamoDb = DynamoDbLocal.ofThisJvm().endpoint();
        dynamoDbItself = new AwsClients(ACCOUNT, dynamoDb);
        ecs = new EcsStandIn(ACCOUNT, setup.script(), setup.timeScale(), false, events);
        stepFunctions = new StepFunctionsStandIn(
                ACCOUNT,
                List.of(
                        DeployedStateMachine.waitAndRun(STATE_MACHINE),
                        DeployedStateMachine.runJob(RUN_JOB, STATE_MACHINE_ARN, TABLE)),
                switchboard,
                eventHistory.recording(ecs.service()),
                StatesDynamoDb.of(dynamoDbItself.dynamoDb()),
                setup.timeScale(),
                events);
        front = new HttpFront(
                setup.port(),
                List.of(
                        new Forward(switchboard, "DynamoDB", "DynamoDB_20120810.", dynamoDb),
                        new AwsJson(
                                switchboard,
                                eventHistory.recording(ecs.service()),
                                "AmazonEC2ContainerServiceV20141113.",
                                "1.1"),
                        new AwsJson(switchboard, stepFunctions.service(), "AWSStepFunctions.", "1.0"),
                        new AwsQuery(switchboard, sns.service(), "http://sns.amazonaws.com/doc/2010-03-31/"),
                        rules.onTheWire(switchboard),
                        schedules.onTheWire(switchboard),
                        eventHistory.onTheWire(switchboard),
                        deadLetters.onTheWire(switchboard),
                        CallerStandIn.onTheWire(switchboard),
                        StackStandIn.onTheWire(
                                switchboard,
                                STACK,
                                Map.of("TableName", TABLE, "FunctionName", FUNCTION, "RunJobArn", RUN_JOB_ARN)),
                        new Invocation(switchboard, FUNCTION, events::invokeOnce),
                        new EventDoor(event -> events.invoke(event).answerOrError())));
        clients = new AwsClients(ACCOUNT, front.endpoint());
        RetryTable.create(clients.dynamoDb(), TABLE);
        functions = IntStream.range(0, setup.environments())
                .mapToObj(number -> LambdaFunction.start(
                        ACCOUNT,
                        setup.runtime(),
                        environment(),
                        setup.directory().resolve("environment-" + number)))
                .toList();
        functions.forEach(events::target);
    }

    /** Starts everything; the function is starting up when it returns, and events wait for it. */
    public static LocalDeployment start(Setup setup) {
        return new LocalDeployment(setup);
    }

    /** Starts one more process of the function, from any package. It gets no events of the bus, and its caller closes it. */
    public LambdaFunction start(Path zip, Path directory) {
        return LambdaFunction.start(ACCOUNT, setup.runtime(), environment(), zip, directory);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL", front.endpoint().toString(),
                "RETRY_TABLE", TABLE,
                "RETRY_STATE_MACHINE_ARN", stateMachineArn(),
                "RETRY_RUN_JOB_ARN", runJobArn(),
                "RETRY_TOPIC_ARN", sns.topic(TOPIC),
                "RETRY_DEAD_LETTER_QUEUE", deadLetters.url()));
        environment.putAll(setup.environment());
        return environment;
    }

    /** For {@code AWS_ENDPOINT_URL} and {@code --endpoint-url}; takes events that are POSTed to it, too. */
    public URI endpoint() {
        return front.endpoint();
    }

    /** The deployed state machine's. */
    public String stateMachineArn() {
        return STATE_MACHINE_ARN;
    }

    /** The deployed state machine's that runs a job and ends as it ends. */
    public String runJobArn() {
        return RUN_JOB_ARN;
    }

    /** Clients for a test or a person, not the function's. */
    public AwsClients clients() {
        return clients;
    }

    /** A job's attempts as they stand in the table, in order. */
    public List<Map<String, AttributeValue>> items(String jobId) {
        return RetryTable.attempts(clients.dynamoDb(), TABLE, jobId);
    }

    /** Every item of the table. */
    public Stream<Map<String, AttributeValue>> items() {
        return RetryTable.items(clients.dynamoDb(), TABLE);
    }

    /** The bus that the stand-ins send to. */
    public EventBus events() {
        return events;
    }

    /** The dead-letter queue of the function and of the rules. */
    public QueueStandIn deadLetters() {
        return deadLetters;
    }

    /** EventBridge's rules besides those of the template. */
    public RulesStandIn rules() {
        return rules;
    }

    /** The schedules of EventBridge Scheduler besides that of the template. */
    public SchedulesStandIn schedules() {
        return schedules;
    }

    /** CloudTrail's event history, which has every RunTask of this deployment at once. */
    public EventHistoryStandIn eventHistory() {
        return eventHistory;
    }

    /** The calls of every service, and the faults to order. */
    public Switchboard switchboard() {
        return switchboard;
    }

    /** Lets time pass: moves all times of the services and of the table into the past. */
    public void timePasses(Duration by) {
        ecs.age(by);
        stepFunctions.age(by);
        eventHistory.age(by);
        RetryTable.age(clients.dynamoDb(), TABLE, by);
    }

    /** ECS forgets its stopped tasks. */
    public void forgetStoppedTasks() {
        ecs.forgetStopped();
    }

    /** Reconciles, as the schedule does every five minutes. */
    public Delivery reconcile() {
        JsonNode target = SamTemplate.read().properties("ReconcileSchedule").path("Target");
        return events.invoke((ObjectNode) Json.read(target.path("Input").asText()));
    }

    /** The published notices. */
    public SnsMessages messages() {
        return sns.messages();
    }

    /** The function's execution environments. */
    public List<LambdaFunction> functions() {
        return functions;
    }

    /** The logs of all environments of the function. */
    public String functionLog() {
        return functions.stream().map(LambdaFunction::log).collect(Collectors.joining());
    }

    @Override
    public void close() {
        events.close();
        functions.forEach(LambdaFunction::close);
        stepFunctions.close();
        ecs.close();
        clients.close();
        front.close();
        dynamoDbItself.dynamoDb().deleteTable(request -> request.tableName(TABLE));
        dynamoDbItself.close();
    }
}
