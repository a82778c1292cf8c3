package io.github.ecstaskretry.testkit.standin.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.asl.ServiceCall;
import io.github.ecstaskretry.testkit.standin.asl.StateError;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.Caller;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.util.Set;

/**
 * The calls of the product's state machines: ECS's RunTask, DynamoDB's PutItem that waits for a task token, and StartExecution (Step
 * Functions developer guide, "Integrating services"). An error's name is the service's, then the exception's.
 */
final class Integrations implements ServiceCall {

    private static final String PUT_ITEM = "arn:aws:states:::aws-sdk:dynamodb:putItem.waitForTaskToken";
    private static final String START_EXECUTION = "arn:aws:states:::states:startExecution";

    static final Set<String> RESOURCES = Set.of(RunTaskIntegration.RESOURCE, PUT_ITEM, START_EXECUTION);

    private final Switchboard switchboard;
    private final RunTaskIntegration runTask;
    private final AwsService dynamoDb;
    private final AwsService stepFunctions;
    private final TaskTokens tokens;

    Integrations(
            Switchboard switchboard, AwsService ecs, AwsService dynamoDb, AwsService stepFunctions, TaskTokens tokens) {
        this.switchboard = switchboard;
        this.runTask = new RunTaskIntegration(switchboard, ecs);
        this.dynamoDb = dynamoDb;
        this.stepFunctions = stepFunctions;
        this.tokens = tokens;
    }

    @Override
    public JsonNode call(String resource, JsonNode arguments) throws StateError {
        return switch (resource) {
            case PUT_ITEM -> call("DynamoDb.", dynamoDb, "PutItem", (ObjectNode) arguments);
            case START_EXECUTION -> {
                ObjectNode request = Json.object()
                        .put(
                                "stateMachineArn",
                                arguments.path("StateMachineArn").asText())
                        .put("name", arguments.path("Name").asText())
                        .put("input", Json.write(arguments.path("Input")));
                yield MemberNames.pascalCase(call("StepFunctions.", stepFunctions, "StartExecution", request));
            }
            default -> runTask.call(resource, arguments);
        };
    }

    private ObjectNode call(String prefix, AwsService service, String operation, ObjectNode request) throws StateError {
        try {
            return switchboard.call(Caller.STATE_MACHINE, service, operation, request);
        } catch (AwsError error) {
            String suffix = error.type().endsWith("Exception") ? "" : "Exception";
            throw new StateError(prefix + error.type() + suffix, error.message());
        }
    }

    @Override
    public String newToken() {
        return tokens.issue();
    }

    @Override
    public JsonNode await(String token) throws StateError, InterruptedException {
        return tokens.await(token);
    }
}
