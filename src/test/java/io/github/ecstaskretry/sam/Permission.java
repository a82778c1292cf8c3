package io.github.ecstaskretry.sam;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One action on one resource that a call has to be allowed (AWS Service Authorization Reference).
 *
 * @param action such as {@code dynamodb:PutItem}
 * @param resource its ARN; {@code *} for actions that are authorised for no resource
 * @param context what conditions may ask for, such as {@code ecs:cluster}
 */
record Permission(String action, String resource, Map<String, String> context) {

    private static final String ACCOUNT = ":eu-west-1:111122223333:";

    /** The permissions that the call needs. */
    static List<Permission> of(Call call) {
        JsonNode request = call.request();
        return switch (call.service()) {
            case "DynamoDB" -> dynamoDb(call.operation(), request);
            case "StepFunctions" ->
                List.of(plain(
                        "states:" + call.operation(),
                        call.operation().startsWith("SendTask")
                                ? "*"
                                : request.path("executionArn")
                                        .asText(request.path("stateMachineArn").asText())));
            case "SQS" ->
                List.of(plain(
                        "sqs:" + call.operation(),
                        request.path("QueueUrl")
                                .asText()
                                .replaceFirst(
                                        "https://sqs\\.([^.]+)\\.amazonaws\\.com/([^/]+)/", "arn:aws:sqs:$1:$2:")));
            case "SNS" ->
                List.of(plain(
                        "sns:" + call.operation(), request.path("TopicArn").asText()));
            case "ECS" -> ecs(call.operation(), request);
            case "EventBridge" -> List.of(events(call.operation(), request));
            case "CloudTrail" -> List.of(plain("cloudtrail:" + call.operation(), "*"));
            case "Scheduler" -> List.of(scheduler(call.operation(), request));
            default -> throw new IllegalArgumentException("no permissions are known for " + call);
        };
    }

    /** A transaction is authorised as its parts (Amazon DynamoDB developer guide, "Using IAM with DynamoDB transactions"). */
    private static List<Permission> dynamoDb(String operation, JsonNode request) {
        if (operation.equals("BatchGetItem")) {
            return request.path("RequestItems")
                    .propertyStream()
                    .map(table -> plain("dynamodb:BatchGetItem", tableArn(table.getKey())))
                    .toList();
        }
        if (!operation.equals("TransactWriteItems")) {
            String index = request.path("IndexName").asText();
            String suffix = index.isEmpty() ? "" : "/index/" + index;
            return List.of(plain("dynamodb:" + operation, table(request) + suffix));
        }
        Map<String, String> parts = Map.of(
                "Put",
                "PutItem",
                "Update",
                "UpdateItem",
                "Delete",
                "DeleteItem",
                "ConditionCheck",
                "ConditionCheckItem");
        return request.path("TransactItems")
                .valueStream()
                .flatMap(item -> item.propertyStream())
                .map(part -> plain("dynamodb:" + parts.get(part.getKey()), table(part.getValue())))
                .toList();
    }

    private static String table(JsonNode request) {
        return tableArn(request.path("TableName").asText());
    }

    private static String tableArn(String name) {
        return "arn:aws:dynamodb" + ACCOUNT + "table/" + name;
    }

    private static List<Permission> ecs(String operation, JsonNode request) {
        Map<String, String> cluster =
                Map.of("ecs:cluster", request.path("cluster").asText());
        return switch (operation) {
            case "DescribeTasks" ->
                request.path("tasks")
                        .valueStream()
                        .map(task -> new Permission("ecs:DescribeTasks", task.asText(), cluster))
                        .toList();
            case "DescribeContainerInstances" ->
                request.path("containerInstances")
                        .valueStream()
                        .map(instance -> new Permission("ecs:DescribeContainerInstances", instance.asText(), cluster))
                        .toList();
            case "ListClusters" -> List.of(plain("ecs:ListClusters", "*"));
            case "ListTasks" -> List.of(new Permission("ecs:ListTasks", "*", cluster));
            case "RunTask" -> runTask(request, cluster);
            default -> throw new IllegalArgumentException("no permissions are known for ECS " + operation);
        };
    }

    private static Permission events(String operation, JsonNode request) {
        return switch (operation) {
            case "ListEventBuses", "ListRuleNamesByTarget" -> plain("events:" + operation, "*");
            case "ListTargetsByRule" ->
                plain(
                        "events:ListTargetsByRule",
                        "arn:aws:events" + ACCOUNT + "rule/" + bus(request)
                                + request.path("Rule").asText());
            default -> throw new IllegalArgumentException("no permissions are known for EventBridge " + operation);
        };
    }

    /** A rule's ARN names its event bus unless that is the default one. */
    private static String bus(JsonNode request) {
        String bus = request.path("EventBusName").asText("default");
        return bus.equals("default") ? "" : bus + "/";
    }

    private static Permission scheduler(String operation, JsonNode request) {
        return switch (operation) {
            case "ListSchedules" -> plain("scheduler:ListSchedules", "*");
            case "GetSchedule" ->
                plain(
                        "scheduler:GetSchedule",
                        "arn:aws:scheduler" + ACCOUNT + "schedule/"
                                + request.path("groupName").asText() + "/"
                                + request.path("Name").asText());
            default -> throw new IllegalArgumentException("no permissions are known for Scheduler " + operation);
        };
    }

    private static List<Permission> runTask(JsonNode request, Map<String, String> cluster) {
        List<Permission> needed = new ArrayList<>();
        needed.add(new Permission("ecs:RunTask", request.path("taskDefinition").asText(), cluster));
        if (!request.path("tags").isEmpty()) {
            needed.add(new Permission(
                    "ecs:TagResource", "arn:aws:ecs" + ACCOUNT + "task/any", Map.of("ecs:CreateAction", "RunTask")));
        }
        Stream.of("taskRoleArn", "executionRoleArn")
                .map(role -> request.path("overrides").path(role).asText())
                .filter(role -> !role.isEmpty())
                .forEach(role -> needed.add(passRole(role, "ecs-tasks.amazonaws.com")));
        request.path("volumeConfigurations")
                .findValuesAsText("roleArn")
                .forEach(role -> needed.add(passRole(role, "ecs.amazonaws.com")));
        return needed;
    }

    private static Permission passRole(String role, String service) {
        return new Permission("iam:PassRole", role, new TreeMap<>(Map.of("iam:PassedToService", service)));
    }

    private static Permission plain(String action, String resource) {
        return new Permission(action, resource, Map.of());
    }
}
