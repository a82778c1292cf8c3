package io.github.ecstaskretry.testkit.standin.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.deployed.EventPattern;
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
        return service(
                "EventBridge",
                Map.of(
                        "DescribeRule", this::describeRule,
                        "ListRules", request -> listRules(),
                        "ListTargetsByRule", this::listTargetsByRule,
                        "TestEventPattern", StackQuestions::testEventPattern));
    }

    AwsService lambda(Supplier<URI> layer) {
        return service(
                "Lambda",
                Map.of(
                        "GetFunctionConfiguration", this::getFunctionConfiguration,
                        "GetFunctionConcurrency", request -> function(request, Json.object()),
                        "GetPolicy", this::getPolicy,
                        "GetFunctionEventInvokeConfig", this::getFunctionEventInvokeConfig,
                        "GetLayerVersionByArn", request -> getLayerVersion(request, layer.get())));
    }

    AwsService scheduler() {
        return service("Scheduler", Map.of("GetSchedule", this::getSchedule));
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
        return service("ECS", Map.of("DescribeClusters", StackQuestions::describeClusters));
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

    private JsonNode rule(String name) {
        return stack.ofType("AWS::Events::Rule").entrySet().stream()
                .filter(rule -> stack.ref(rule.getKey()).equals(name))
                .findFirst()
                .orElseThrow(() -> AwsError.client("ResourceNotFoundException", "Rule " + name + " does not exist."))
                .getValue();
    }

    private ObjectNode describeRule(ObjectNode request) {
        String name = request.path("Name").asText();
        return Json.object()
                .put("EventPattern", Json.write(rule(name).path("EventPattern")))
                .put("Name", name)
                .put("Arn", stack.arn(name.substring(stack.name().length() + 1)))
                .put("State", "ENABLED");
    }

    private ObjectNode listRules() {
        ObjectNode answer = Json.object();
        ArrayNode rules = answer.putArray("Rules");
        stack.ofType("AWS::Events::Rule")
                .forEach((logicalId, rule) -> rules.addObject()
                        .put("Name", stack.ref(logicalId))
                        .put("Arn", stack.arn(logicalId))
                        .put("State", "ENABLED")
                        .put("EventPattern", Json.write(rule.path("EventPattern"))));
        return answer;
    }

    private ObjectNode listTargetsByRule(ObjectNode request) {
        ObjectNode answer = Json.object();
        answer.set("Targets", rule(request.path("Rule").asText()).path("Targets"));
        return answer;
    }

    private static ObjectNode testEventPattern(ObjectNode request) {
        return Json.object()
                .put(
                        "Result",
                        EventPattern.matches(
                                Json.read(request.path("EventPattern").asText()),
                                Json.read(request.path("Event").asText())));
    }

    /** Checks the function's name. */
    private ObjectNode function(ObjectNode request, ObjectNode answer) {
        if (!request.path("FunctionName").asText().equals(stack.ref("TaskRetryFunction"))) {
            throw AwsError.of(404, "ResourceNotFoundException", "Function not found");
        }
        return answer;
    }

    private ObjectNode getFunctionConfiguration(ObjectNode request) {
        JsonNode properties = stack.properties("TaskRetryFunction");
        ObjectNode answer = Json.object()
                .put("FunctionName", stack.ref("TaskRetryFunction"))
                .put("FunctionArn", stack.arn("TaskRetryFunction"))
                .put("State", "Active")
                .put("LastUpdateStatus", "Successful");
        answer.set("Environment", properties.path("Environment"));
        ArrayNode layers = answer.putArray("Layers");
        properties.path("Layers").forEach(layer -> layers.addObject().put("Arn", layer.asText()));
        return function(request, answer);
    }

    private ObjectNode getPolicy(ObjectNode request) {
        ObjectNode policy = Json.object().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        stack.ofType("AWS::Lambda::Permission").forEach((logicalId, permission) -> {
            ObjectNode statement = statements
                    .addObject()
                    .put("Sid", logicalId)
                    .put("Effect", "Allow")
                    .put("Action", permission.path("Action").asText())
                    .put("Resource", stack.arn("TaskRetryFunction"));
            statement.putObject("Principal").set("Service", permission.path("Principal"));
            statement.putObject("Condition").putObject("ArnLike").set("AWS:SourceArn", permission.path("SourceArn"));
        });
        return function(request, Json.object().put("Policy", Json.write(policy)));
    }

    private ObjectNode getFunctionEventInvokeConfig(ObjectNode request) {
        JsonNode config = stack.properties("TaskRetryFunction").path("EventInvokeConfig");
        ObjectNode answer = Json.object();
        answer.putObject("DestinationConfig")
                .putObject("OnFailure")
                .set("Destination", config.at("/DestinationConfig/OnFailure/Destination"));
        return function(request, answer);
    }

    private ObjectNode getLayerVersion(ObjectNode request, URI layer) {
        if (!request.path("Arn").asText().equals(stack.ref("PolicyLayer"))) {
            throw AwsError.of(404, "ResourceNotFoundException", "Layer version not found");
        }
        ObjectNode answer = Json.object().put("LayerVersionArn", stack.ref("PolicyLayer"));
        answer.putObject("Content").put("Location", layer.toString());
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
        if (!arn.equals(stack.arn("WaitAndRun"))) {
            throw AwsError.client("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
        }
        JsonNode machine = stack.properties("WaitAndRun");
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
                .forEach(arn ->
                        clusters.addObject().put("clusterArn", arn.asText()).put("status", "ACTIVE"));
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
