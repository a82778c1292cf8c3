package io.github.ecstaskretry.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sts.StsClient;

/** Sends commands to the deployed function and waits for its answers. Only the function changes the table. */
public final class FunctionCommands implements AutoCloseable {

    /** The function may take 60 s (its {@code Timeout} in sam/template.yaml). */
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private final LambdaClient lambda;
    private final String function;
    private final String caller;

    /** Takes a name or an ARN. Throws an {@link UnreadableException} if AWS does not say who the caller is. */
    public FunctionCommands(AwsConnection aws, String function) {
        this.function = function;
        try {
            lambda = aws.client(
                    LambdaClient.builder(), UrlConnectionHttpClient.builder().socketTimeout(PATIENCE));
            caller = caller(aws);
        } catch (SdkException e) {
            throw new UnreadableException("cannot read who asks", "sts:GetCallerIdentity", null, e);
        }
    }

    private static String caller(AwsConnection aws) {
        try (StsClient sts = aws.client(StsClient.builder())) {
            return sts.getCallerIdentity().arn();
        }
    }

    /**
     * Sends one command.
     *
     * @param members of the event's {@code detail}, besides {@code command} and {@code by}
     * @return the function's answer; or one that says why the function failed
     * @throws UnreadableException if Lambda refuses the call
     */
    public ObjectNode send(String command, ObjectNode members) {
        ObjectNode event = Json.object()
                .put("source", "ecs-task-retry")
                .put("detail-type", "ecs-task-retry Command")
                .put("id", UUID.randomUUID().toString())
                .put("time", Timestamps.format(Instant.now()));
        event.putObject("detail").put("command", command).put("by", caller).setAll(members);
        try {
            return answer(
                    command,
                    lambda.invoke(request ->
                            request.functionName(function).payload(SdkBytes.fromUtf8String(Json.write(event)))));
        } catch (SdkException e) {
            throw new UnreadableException(
                    "cannot send the command to the function '" + function + "'",
                    "lambda:InvokeFunction",
                    "OperatorPolicyArn",
                    e);
        }
    }

    private ObjectNode answer(String command, InvokeResponse response) {
        Optional<JsonNode> payload = Json.tryParse(response.payload().asUtf8String());
        @Nullable String error = response.functionError();
        if (error != null) {
            return notDone(
                    command,
                    "The function '" + function + "' failed: "
                            + payload.map(failure ->
                                            failure.path("errorMessage").asText())
                                    .filter(message -> !message.isEmpty())
                                    .orElse(error),
                    "Its log has the details; 'ecs-retry doctor' checks the deployment.");
        }
        return payload.filter(answer -> answer.path("result").asText().equals("command"))
                .map(answer -> (ObjectNode) answer)
                .orElseGet(
                        () -> notDone(
                                command,
                                "The function '" + function + "' does not know commands.",
                                "Deploy this version of ecs-task-retry, or name its function with --function or its stack with --stack."));
    }

    private static ObjectNode notDone(String command, String message, String advice) {
        return Json.object()
                .put("result", "command")
                .put("command", command)
                .put("done", false)
                .put("message", message)
                .put("advice", advice);
    }

    @Override
    public void close() {
        lambda.close();
    }
}
