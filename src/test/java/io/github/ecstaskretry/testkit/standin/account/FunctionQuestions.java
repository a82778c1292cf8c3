package io.github.ecstaskretry.testkit.standin.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Operation;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/** Lambda's answers about the function of a deployed stack. */
final class FunctionQuestions {

    private final DeployedStack stack;

    FunctionQuestions(DeployedStack stack) {
        this.stack = stack;
    }

    Map<String, Operation> operations(Supplier<URI> layer) {
        return Map.of(
                "GetFunctionConfiguration", this::getFunctionConfiguration,
                "GetFunctionConcurrency", request -> function(request, Json.object()),
                "GetPolicy", this::getPolicy,
                "GetFunctionEventInvokeConfig", this::getFunctionEventInvokeConfig,
                "GetLayerVersionByArn", request -> getLayerVersion(request, layer.get()));
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
}
