package io.github.ecstaskretry.testkit.standin.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.asl.ServiceCall;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.EventSink;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import io.github.ecstaskretry.testkit.standin.wire.Times;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * AWS Step Functions (AWS Step Functions API Reference): StartExecution, StopExecution, DescribeExecution, ListExecutions,
 * GetExecutionHistory, SendTaskSuccess, SendTaskFailure and DescribeStateMachine for Standard state machines, which it runs by their
 * definitions.
 */
public final class StepFunctionsStandIn implements AutoCloseable {

    private static final Pattern NAME =
            Pattern.compile("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\x7f-\\x9f]{1,80}");
    private static final int MOST_INPUT = 262_144;

    private final Account account;
    private final TimeScale timeScale;
    private final EventSink events;
    private final ServiceCall integrations;
    private final TaskTokens tokens = new TaskTokens();
    private final Map<String, DeployedStateMachine> machines;
    private final Map<String, Execution> executions = new ConcurrentHashMap<>();
    private final Map<String, Thread> running = new ConcurrentHashMap<>();

    /** The same for state machines that do not call DynamoDB. */
    public StepFunctionsStandIn(
            Account account,
            List<DeployedStateMachine> machines,
            Switchboard switchboard,
            AwsService ecs,
            TimeScale timeScale,
            EventSink events) {
        this(account, machines, switchboard, ecs, new AwsService("DynamoDB", Map.of()), timeScale, events);
    }

    /**
     * Starts without executions.
     *
     * @param ecs what a Task's RunTask goes to, through the switchboard
     * @param dynamoDb what a Task's PutItem goes to, through the switchboard
     */
    public StepFunctionsStandIn(
            Account account,
            List<DeployedStateMachine> machines,
            Switchboard switchboard,
            AwsService ecs,
            AwsService dynamoDb,
            TimeScale timeScale,
            EventSink events) {
        this.account = account;
        this.timeScale = timeScale;
        this.events = events;
        this.integrations = new Integrations(switchboard, ecs, dynamoDb, service(), tokens);
        this.machines = machines.stream()
                .collect(Collectors.toUnmodifiableMap(machine -> arn(account, machine.name()), machine -> machine));
    }

    /** The ARN of the state machine of that name. */
    public static String arn(Account account, String name) {
        return account.arn("states", "stateMachine:" + name);
    }

    public AwsService service() {
        return new AwsService(
                "StepFunctions",
                Map.of(
                        "StartExecution", this::startExecution,
                        "StopExecution", this::stopExecution,
                        "DescribeExecution", request -> execution(request).description(),
                        "ListExecutions", this::listExecutions,
                        "GetExecutionHistory", this::history,
                        "SendTaskSuccess", tokens::succeed,
                        "SendTaskFailure", tokens::fail,
                        "DescribeStateMachine", this::describeStateMachine));
    }

    /** Lets time pass: moves the ends of executions into the past. */
    public void age(Duration by) {
        executions.values().forEach(execution -> execution.age(by));
    }

    /** Running executions stop where they are, without an event. */
    @Override
    public void close() {
        running.values().forEach(Thread::interrupt);
        running.clear();
    }

    private synchronized ObjectNode startExecution(ObjectNode request) {
        String machineArn = request.path("stateMachineArn").asText();
        DeployedStateMachine machine = machine(machineArn);
        String name = request.path("name").asText(UUID.randomUUID().toString());
        if (!NAME.matcher(name).matches()) {
            throw AwsError.client("InvalidName", "Invalid Name: '" + name + "'");
        }
        String input = request.path("input").asText("{}");
        checkInput(input);
        String arn = machineArn.replace(":stateMachine:", ":execution:") + ":" + name;
        Execution earlier = executions.get(arn);
        if (earlier == null) {
            return started(start(machine, new Execution(arn, machineArn, name, input, account.region())));
        }
        if (earlier.status().equals("RUNNING") && earlier.input().equals(input)) {
            return started(earlier);
        }
        throw AwsError.client("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
    }

    private static void checkInput(String input) {
        if (input.getBytes(StandardCharsets.UTF_8).length > MOST_INPUT) {
            throw AwsError.client("ValidationException", "input must be at most 262144 bytes");
        }
        try {
            Json.read(input);
        } catch (IllegalArgumentException e) {
            throw AwsError.client("InvalidExecutionInput", "Invalid State Machine Execution Input: " + e.getMessage());
        }
    }

    private Execution start(DeployedStateMachine machine, Execution execution) {
        executions.put(execution.arn(), execution);
        ObjectNode details = History.data("input", Json.read(execution.input()));
        details.put("roleArn", role());
        execution.history().add("ExecutionStarted", "executionStartedEventDetails", details);
        ExecutionRun run = new ExecutionRun(machine, execution, integrations, timeScale, role());
        Thread thread = Thread.ofVirtual().unstarted(() -> {
            run.run().ifPresent(ending -> finish(execution, ending));
            running.remove(execution.arn());
        });
        running.put(execution.arn(), thread);
        thread.start();
        return execution;
    }

    private void finish(Execution execution, Ending ending) {
        if (execution.end(ending)) {
            events.accept(StatusChange.of(account, execution, ending));
        }
    }

    private static ObjectNode started(Execution execution) {
        ObjectNode answer = Json.object().put("executionArn", execution.arn());
        answer.set("startDate", Times.epochSeconds(execution.startDate()));
        return answer;
    }

    private ObjectNode stopExecution(ObjectNode request) {
        Execution execution = execution(request);
        finish(
                execution,
                new Ending("ABORTED", Times.now(), null, Json.text(request, "error"), Json.text(request, "cause")));
        Thread thread = running.get(execution.arn());
        if (thread != null) {
            thread.interrupt();
        }
        ObjectNode answer = Json.object();
        execution.ending().ifPresent(ending -> answer.set("stopDate", Times.epochSeconds(ending.at())));
        return answer;
    }

    private ObjectNode listExecutions(ObjectNode request) {
        String machineArn = request.path("stateMachineArn").asText();
        machine(machineArn);
        String status = Json.text(request, "statusFilter");
        Stream<Execution> found = executions.values().stream()
                .filter(execution -> execution.stateMachineArn().equals(machineArn))
                .filter(execution -> status == null || execution.status().equals(status))
                .sorted((one, other) -> other.startDate().compareTo(one.startDate()));
        return Pages.page(request, "executions", found.map(Execution::summary).toList());
    }

    private ObjectNode history(ObjectNode request) {
        List<ObjectNode> events = execution(request).history().events();
        return Pages.page(request, "events", request.path("reverseOrder").asBoolean() ? events.reversed() : events);
    }

    private ObjectNode describeStateMachine(ObjectNode request) {
        String arn = request.path("stateMachineArn").asText();
        DeployedStateMachine machine = machine(arn);
        ObjectNode answer = Json.object();
        answer.put("stateMachineArn", arn);
        answer.put("name", machine.name());
        answer.put("status", "ACTIVE");
        answer.put("type", "STANDARD");
        answer.put("definition", machine.definition());
        answer.put("roleArn", role());
        answer.put("description", "a local stand-in: " + timeScale.describe());
        answer.set("creationDate", Times.epochSeconds(machine.createdAt()));
        return answer;
    }

    private DeployedStateMachine machine(String arn) {
        DeployedStateMachine machine = machines.get(arn);
        if (machine == null) {
            throw AwsError.client("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
        }
        return machine;
    }

    private Execution execution(ObjectNode request) {
        String arn = request.path("executionArn").asText();
        Execution execution = executions.get(arn);
        if (execution == null) {
            throw AwsError.client("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
        }
        return execution;
    }

    private String role() {
        return "arn:aws:iam::" + account.id() + ":role/wait-and-run";
    }
}
