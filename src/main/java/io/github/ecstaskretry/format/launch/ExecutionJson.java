package io.github.ecstaskretry.format.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.format.event.JsonField;
import io.github.ecstaskretry.format.event.LaunchEnd;
import io.github.ecstaskretry.format.event.MalformedEventException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The input of a wait-and-run execution, {@code {"jobId","attempt","notBefore","notAfter","runTask":{…}}}, and its output, {@code
 * {"taskArns":[…]}}. {@code sam/wait-and-run.asl.json} uses the same members.
 */
public final class ExecutionJson {

    private static final String INPUT = "detail.input";

    private ExecutionJson() {}

    /**
     * Writes the input. The same request gives the same bytes, because StartExecution is idempotent only then.
     *
     * @param request with the values of the environment
     * @param notAfter the job's deadline; null if it has none
     */
    public static String input(RunTaskRequest request, Instant notBefore, @Nullable Instant notAfter) {
        ObjectNode input = Json.object();
        input.put("jobId", request.attempt().jobId());
        input.put("attempt", request.attempt().number());
        input.put("notBefore", Timestamps.format(notBefore));
        if (notAfter != null) {
            input.put("notAfter", Timestamps.format(notAfter));
        }
        input.set("runTask", LaunchRequestJson.write(request));
        return Json.write(input);
    }

    /**
     * Reads the request of an input. It has no values if the execution only takes its name. Throws a {@link MalformedEventException} if
     * the input is not this product's.
     */
    public static RunTaskRequest request(@Nullable String input) {
        JsonField document = parsed(input);
        JsonField request = document.get("runTask").object();
        return LaunchRequestJson.read(
                new JsonField(request.path(), LaunchRequestJson.camel(request.node())), attempt(document), null);
    }

    /**
     * Reads the launch that failed from an execution's input. Throws a {@link MalformedEventException} if the input is not this
     * product's.
     */
    public static FailedLaunch failedLaunch(LaunchEnd end) {
        return request(end.input()).failed(end.stop(), end.stoppedAt(), end.event());
    }

    /** When the launch was due; null if the input has no such time. */
    public static @Nullable Instant notBefore(@Nullable String input) {
        return parsed(input).get("notBefore").optionalInstant();
    }

    /** The ARN of the task that the execution launched; empty if the output does not name it, or Step Functions leaves it out. */
    public static Optional<String> launchedTask(@Nullable String output) {
        return Optional.ofNullable(output)
                .flatMap(Json::tryParse)
                .map(document -> document.path("taskArns").path(0).textValue());
    }

    private static JsonField parsed(@Nullable String input) {
        JsonNode document = input == null ? null : Json.tryParse(input).orElse(null);
        if (document == null) {
            throw new MalformedEventException(
                    INPUT, "the execution's input as JSON", input == null ? "nothing" : "text that is not JSON");
        }
        return new JsonField(INPUT, document);
    }

    private static AttemptId attempt(JsonField document) {
        String jobId = document.get("jobId").text("the job's id");
        Long number = document.get("attempt").optionalInteger("the attempt's number");
        try {
            return new AttemptId(jobId, number == null ? 0 : Math.toIntExact(number));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw document.get("attempt").refused("a jobId and an attempt from 2 to " + AttemptId.MAX_NUMBER);
        }
    }
}
