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
import java.util.Optional;
import java.util.UUID;

/**
 * The AWS SDK integration of ECS's RunTask (Step Functions developer guide, "Learning to use AWS service SDK integrations"):
 * parameters and answer in Pascal case; exceptions by the names that the AWS SDK for Java 2.x gives them, {@code Ecs.<exception>},
 * with {@code Ecs.EcsException} for those that the SDK does not model. Parameters that cannot be used are an error of Step
 * Functions itself, whose cause quotes all of them.
 */
final class RunTaskIntegration implements ServiceCall {

    static final String RESOURCE = "arn:aws:states:::aws-sdk:ecs:runTask";

    private static final String SDK_MODEL = "software.amazon.awssdk.services.ecs.model.";

    private final Switchboard switchboard;
    private final AwsService ecs;

    RunTaskIntegration(Switchboard switchboard, AwsService ecs) {
        this.switchboard = switchboard;
        this.ecs = ecs;
    }

    @Override
    public JsonNode call(String resource, JsonNode arguments) throws StateError {
        if (!arguments.isObject()) {
            throw unusable(arguments, "The value must be an object");
        }
        Optional<String> unknown = RunTaskParameters.unknown(arguments);
        if (unknown.isPresent()) {
            throw unusable(arguments, "The field \"" + unknown.get() + "\" is not supported by Step Functions");
        }
        try {
            ObjectNode request = (ObjectNode) MemberNames.camelCase(arguments);
            return SdkAnswer.of(switchboard.call(Caller.STATE_MACHINE, ecs, "RunTask", request));
        } catch (AwsError error) {
            throw new StateError(name(error), cause(error));
        }
    }

    private static StateError unusable(JsonNode arguments, String why) {
        return new StateError(
                StateError.RUNTIME,
                "The Parameters '" + Json.write(arguments) + "' could not be used to start the Task: [" + why + "]");
    }

    private static String name(AwsError error) {
        return "Ecs." + (isModelled(error.type()) ? error.type() : "EcsException");
    }

    private static boolean isModelled(String type) {
        try {
            Class.forName(SDK_MODEL + type);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static String cause(AwsError error) {
        return error.message() + " (Service: Ecs, Status Code: " + error.status() + ", Request ID: " + UUID.randomUUID()
                + ")";
    }
}
