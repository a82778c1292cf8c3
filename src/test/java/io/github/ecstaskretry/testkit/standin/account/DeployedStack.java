package io.github.ecstaskretry.testkit.standin.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The template's resources with the names that CloudFormation would give them, and what refers to them. */
final class DeployedStack {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

    private final Account account;
    private final String name;
    private final SamTemplate template;
    private final Map<String, String> types;

    DeployedStack(Account account, String name, SamTemplate template) {
        this.account = account;
        this.name = name;
        this.template = template;
        this.types = template.resources();
    }

    String name() {
        return name;
    }

    String arn() {
        return account.arn("cloudformation", "stack/" + name + "/11111111-2222-3333-4444-555555555555");
    }

    /** The types of the resources, by logical id. */
    Map<String, String> types() {
        return types;
    }

    /** A resource's properties, with everything that they refer to. */
    JsonNode properties(String logicalId) {
        return resolved(template.properties(logicalId));
    }

    /** The properties of the resources of a type, by logical id. */
    Map<String, JsonNode> ofType(String type) {
        Map<String, JsonNode> found = template.ofType(type);
        found.replaceAll((logicalId, properties) -> resolved(properties));
        return found;
    }

    /** The values of the outputs, by name. */
    Map<String, String> outputs() {
        return template.outputs().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, output -> resolved(output.getValue()).asText()));
    }

    /** What {@code Ref} gives: the physical id. */
    String ref(String logicalId) {
        String physical = name + "-" + logicalId;
        return switch (types.getOrDefault(logicalId, "")) {
            case "AWS::SQS::Queue" ->
                "https://sqs." + account.region() + ".amazonaws.com/" + account.id() + "/" + physical;
            case "AWS::StepFunctions::StateMachine",
                    "AWS::SNS::Topic",
                    "AWS::Serverless::LayerVersion",
                    "AWS::IAM::ManagedPolicy" -> arn(logicalId);
            case "" -> throw new IllegalArgumentException("the template has no resource " + logicalId);
            default -> physical;
        };
    }

    /** What {@code Fn::GetAtt} gives for {@code Arn}. */
    String arn(String logicalId) {
        String physical = name + "-" + logicalId;
        return switch (types.getOrDefault(logicalId, "")) {
            case "AWS::Events::Rule" -> account.arn("events", "rule/" + physical);
            case "AWS::Serverless::Function" -> account.arn("lambda", "function:" + physical);
            case "AWS::Serverless::LayerVersion" -> account.arn("lambda", "layer:" + name + "-policy:7");
            case "AWS::SQS::Queue" -> account.arn("sqs", physical);
            case "AWS::DynamoDB::Table" -> account.arn("dynamodb", "table/" + physical);
            case "AWS::StepFunctions::StateMachine" -> account.arn("states", "stateMachine:" + physical);
            case "AWS::SNS::Topic" -> account.arn("sns", physical);
            case "AWS::Logs::LogGroup" -> account.arn("logs", "log-group:" + physical + ":*");
            case "AWS::Scheduler::Schedule" -> account.arn("scheduler", "schedule/default/" + physical);
            case "AWS::IAM::Role" -> "arn:aws:iam::" + account.id() + ":role/" + physical;
            case "AWS::IAM::ManagedPolicy" -> "arn:aws:iam::" + account.id() + ":policy/" + physical;
            default -> throw new IllegalArgumentException("no ARN is known of " + logicalId);
        };
    }

    JsonNode resolved(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = ((ArrayNode) node).arrayNode();
            node.forEach(element -> array.add(resolved(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.has("Ref")) {
            return Json.fromJava(named(node.path("Ref").asText()));
        }
        if (node.has("Fn::GetAtt")) {
            JsonNode parts = node.path("Fn::GetAtt");
            return Json.fromJava(
                    named(parts.path(0).asText() + "." + parts.path(1).asText()));
        }
        if (node.has("Fn::Sub")) {
            return Json.fromJava(PLACEHOLDER
                    .matcher(node.path("Fn::Sub").asText())
                    .replaceAll(placeholder -> named(placeholder.group(1))));
        }
        if (node.has("Fn::Join")) {
            return Json.fromJava(String.join(
                    node.path("Fn::Join").path(0).asText(),
                    resolved(node.path("Fn::Join").path(1))
                            .valueStream()
                            .map(JsonNode::asText)
                            .toList()));
        }
        ObjectNode object = Json.object();
        node.properties().forEach(member -> object.set(member.getKey(), resolved(member.getValue())));
        return object;
    }

    private String named(String reference) {
        return switch (reference) {
            case "AWS::Partition" -> "aws";
            case "AWS::Region" -> account.region();
            case "AWS::AccountId" -> account.id();
            case "AWS::StackName" -> name;
            case "AWS::URLSuffix" -> "amazonaws.com";
            default -> ofResource(reference);
        };
    }

    private String ofResource(String reference) {
        int dot = reference.indexOf('.');
        if (dot < 0) {
            return ref(reference);
        }
        String logicalId = reference.substring(0, dot);
        return switch (reference.substring(dot + 1)) {
            case "Arn" -> arn(logicalId);
            case "Name", "QueueName" -> name + "-" + logicalId;
            default -> throw new IllegalArgumentException("no attribute is known as " + reference);
        };
    }
}
