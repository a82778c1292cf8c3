package io.github.ecstaskretry.testkit.standin.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Operation;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Answers of the services about a deployed stack: the properties of the template, and a healthy state. */
final class StackQuestions {

    private final DeployedStack stack;
    private final Map<String, Consumer<ObjectNode>> changes = new HashMap<>();

    StackQuestions(DeployedStack stack) {
        this.stack = stack;
    }

    /** From now on the answers of that operation are different, such as those of {@code DescribeRule}. */
    void change(String operation, Consumer<ObjectNode> change) {
        changes.merge(operation, change, Consumer::andThen);
    }

    AwsService cloudFormation() {
        return service(
                "CloudFormation",
                Map.of("DescribeStacks", this::describeStacks, "ListStackResources", this::listStackResources));
    }

    AwsService eventBridge() {
        return service("EventBridge", new RuleQuestions(stack).operations());
    }

    AwsService lambda(Supplier<URI> layer) {
        return service("Lambda", new FunctionQuestions(stack).operations(layer));
    }

    AwsService scheduler() {
        return service("Scheduler", Map.of("GetSchedule", this::getSchedule, "ListSchedules", none("Schedules")));
    }

    AwsService sqs() {
        return service("SQS", Map.of("GetQueueAttributes", this::getQueueAttributes));
    }

    AwsService stepFunctions() {
        return service("StepFunctions", Map.of("DescribeStateMachine", this::describeStateMachine));
    }

    AwsService sns() {
        return service("SNS", Map.of("GetTopicAttributes", this::getTopicAttributes));
    }

    AwsService ecs() {
        return service(
                "ECS",
                Map.of(
                        "DescribeClusters", StackQuestions::describeClusters,
                        "ListClusters", none("clusterArns"),
                        "ListTasks", none("taskArns"),
                        "DescribeTasks", none("tasks")));
    }

    /** An empty list, unless the answer is changed. */
    static Operation none(String list) {
        return request -> {
            ObjectNode answer = Json.object();
            answer.putArray(list);
            return answer;
        };
    }

    AwsService cloudWatch() {
        return service(
                "CloudWatch",
                Map.of(
                        "DescribeAlarms", this::describeAlarms,
                        "GetMetricStatistics", StackQuestions::getMetricStatistics));
    }

    /** The operations that DynamoDB Local lacks. */
    AwsService dynamoDb() {
        return service("DynamoDB", Map.of("DescribeContinuousBackups", this::describeContinuousBackups));
    }

    private AwsService service(String name, Map<String, Operation> operations) {
        Map<String, Operation> changed = new HashMap<>();
        operations.forEach((operation, answer) -> changed.put(operation, request -> {
            ObjectNode answered = answer.call(request);
            changes.getOrDefault(operation, unchanged -> {}).accept(answered);
            return answered;
        }));
        return new AwsService(name, changed);
    }

    private ObjectNode describeStacks(ObjectNode form) {
        return StackStandIn.described(form, stack.name(), stack.arn(), stack.outputs());
    }

    private ObjectNode listStackResources(ObjectNode form) {
        ObjectNode answer = Json.object();
        ArrayNode summaries = answer.putArray("StackResourceSummaries");
        stack.types()
                .forEach((logicalId, type) -> summaries
                        .addObject()
                        .put("LogicalResourceId", logicalId)
                        .put("PhysicalResourceId", stack.ref(logicalId))
                        .put("ResourceType", type.replace("Serverless", "Lambda"))
                        .put("ResourceStatus", "CREATE_COMPLETE")
                        .put("LastUpdatedTimestamp", "2026-01-31T12:00:00Z"));
        return answer;
    }

    private ObjectNode getSchedule(ObjectNode request) {
        String name = request.path("Name").asText();
        if (!name.equals(stack.ref("ReconcileSchedule"))) {
            throw AwsError.of(404, "ResourceNotFoundException", "Schedule " + name + " does not exist.");
        }
        JsonNode schedule = stack.properties("ReconcileSchedule");
        ObjectNode answer = Json.object()
                .put("Arn", stack.arn("ReconcileSchedule"))
                .put("GroupName", "default")
                .put("Name", name)
                .put("State", schedule.path("State").asText("ENABLED"));
        answer.set("ScheduleExpression", schedule.path("ScheduleExpression"));
        answer.set("Target", schedule.path("Target"));
        return answer;
    }

    private ObjectNode getQueueAttributes(ObjectNode request) {
        if (!request.path("QueueUrl").asText().equals(stack.ref("DeadLetterQueue"))) {
            throw AwsError.client("QueueDoesNotExist", "The specified queue does not exist.");
        }
        ObjectNode answer = Json.object();
        answer.putObject("Attributes")
                .put("QueueArn", stack.arn("DeadLetterQueue"))
                .put("ApproximateNumberOfMessages", "0")
                .put("ApproximateNumberOfMessagesNotVisible", "0")
                .put(
                        "Policy",
                        Json.write(stack.properties("DeadLetterQueuePolicy").path("PolicyDocument")));
        return answer;
    }

    private ObjectNode describeStateMachine(ObjectNode request) {
        String arn = request.path("stateMachineArn").asText();
        String machineId = Stream.of("WaitAndRun", "RunJob")
                .filter(id -> arn.equals(stack.arn(id)))
                .findFirst()
                .orElseThrow(() ->
                        AwsError.client("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'"));
        JsonNode machine = stack.properties(machineId);
        ObjectNode answer = Json.object().put("stateMachineArn", arn).put("status", "ACTIVE");
        answer.set("type", machine.path("StateMachineType"));
        answer.putObject("loggingConfiguration")
                .set("includeExecutionData", machine.at("/LoggingConfiguration/IncludeExecutionData"));
        return answer;
    }

    private ObjectNode getTopicAttributes(ObjectNode form) {
        if (!form.path("TopicArn").asText().equals(stack.outputs().get("TopicArn"))) {
            throw AwsError.of(404, "NotFound", "Topic does not exist");
        }
        ObjectNode answer = Json.object();
        ArrayNode attributes = answer.putArray("Attributes");
        attributes.addObject().put("key", "SubscriptionsConfirmed").put("value", "1");
        attributes.addObject().put("key", "SubscriptionsPending").put("value", "0");
        return answer;
    }

    private static ObjectNode describeClusters(ObjectNode request) {
        ObjectNode answer = Json.object();
        ArrayNode clusters = answer.putArray("clusters");
        request.path("clusters")
                .forEach(arn -> clusters.addObject()
                        .put("clusterArn", arn.asText())
                        .put("status", "ACTIVE")
                        .putArray("capacityProviders")
                        .add("FARGATE")
                        .add("FARGATE_SPOT"));
        return answer;
    }

    private ObjectNode describeAlarms(ObjectNode request) {
        ObjectNode answer = Json.object();
        ArrayNode alarms = answer.putArray("MetricAlarms");
        List<String> asked =
                request.path("AlarmNames").valueStream().map(JsonNode::asText).toList();
        stack.ofType("AWS::CloudWatch::Alarm").forEach((logicalId, alarm) -> {
            if (asked.contains(stack.ref(logicalId))) {
                alarms.addObject()
                        .put("AlarmName", stack.ref(logicalId))
                        .put("AlarmDescription", alarm.path("AlarmDescription").asText())
                        .put("ActionsEnabled", alarm.path("ActionsEnabled").asBoolean(true))
                        .put("StateValue", "OK")
                        .put("StateReason", "Threshold Crossed: no datapoints were received for 1 period")
                        .set("AlarmActions", alarm.withArrayProperty("AlarmActions"));
            }
        });
        return answer;
    }

    /** One call, and it went well. */
    private static ObjectNode getMetricStatistics(ObjectNode request) {
        String metric = request.path("MetricName").asText();
        ObjectNode answer = Json.object().put("Label", metric);
        answer.putArray("Datapoints").addObject().put("Sum", metric.equals("Invocations") ? 1.0 : 0.0);
        return answer;
    }

    private ObjectNode describeContinuousBackups(ObjectNode request) {
        boolean on = stack.properties("AttemptsTable")
                .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                .asBoolean();
        ObjectNode answer = Json.object();
        answer.putObject("ContinuousBackupsDescription")
                .put("ContinuousBackupsStatus", "ENABLED")
                .putObject("PointInTimeRecoveryDescription")
                .put("PointInTimeRecoveryStatus", on ? "ENABLED" : "DISABLED");
        return answer;
    }
}
