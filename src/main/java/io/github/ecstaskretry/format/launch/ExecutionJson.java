package io.github.ecstaskretry.format.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.core.task.StoppedTask.Origin;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import io.github.ecstaskretry.core.task.StoppedTask.Times;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.format.event.JsonField;
import io.github.ecstaskretry.format.event.LaunchEnd;
import io.github.ecstaskretry.format.event.MalformedEventException;
import io.github.ecstaskretry.format.event.OverridesJson;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The input of a wait-and-run execution, {@code {"jobId","attempt","notBefore","runTask":{…}}}, and its output, {@code
 * {"taskArns":[…]}}. {@code sam/wait-and-run.asl.json} uses the same members.
 */
public final class ExecutionJson {

    /** Stands for the event of an end that no event reported. */
    public static final EventRef NO_EVENT = new EventRef("", 0);

    private static final String INPUT = "detail.input";
    private static final String FARGATE = "FARGATE";

    private ExecutionJson() {}

    /**
     * Writes the input. The same record and overrides give the same bytes, because StartExecution is idempotent only then.
     *
     * @param next the attempt to launch
     * @param overrides of the task that stopped, for the values of its environment
     */
    public static String input(AttemptId next, RecordedDecision.Retry retry, TaskOverrides overrides) {
        return input(next, retry, LaunchRequestJson.withValues(retry.launchRequest(), overrides));
    }

    /** Writes the input as far as the table knows it: with the names of the environment and without its values. */
    public static String inputWithoutValues(AttemptId next, RecordedDecision.Retry retry) {
        return input(next, retry, Json.parse(retry.launchRequest()));
    }

    private static String input(AttemptId next, RecordedDecision.Retry retry, JsonNode request) {
        ObjectNode input = Json.object();
        input.put("jobId", next.jobId());
        input.put("attempt", next.number());
        input.put("notBefore", Timestamps.format(retry.notBefore()));
        input.set("runTask", request);
        return Json.write(input);
    }

    /**
     * Reads from the input what a failed execution should have launched.
     *
     * @throws MalformedEventException if the input is not one of this product's
     */
    public static FailedLaunch failedLaunch(LaunchEnd end) {
        return failedLaunch(end.stop(), end.stoppedAt(), end.event(), end.input());
    }

    /**
     * The same for an end that may have had no event.
     *
     * @param stoppedAt when the launch ended
     * @param event the event that reported the end, or {@link #NO_EVENT}
     */
    public static FailedLaunch failedLaunch(
            LaunchFailure stop, Instant stoppedAt, EventRef event, @Nullable String input) {
        JsonField document = parsed(input);
        JsonField request = request(document);
        return new FailedLaunch(
                attempt(document),
                request.get("cluster").text("a cluster's ARN"),
                request.get("taskDefinition").text("a task definition's ARN"),
                new Origin(
                        request.get("group").nonEmptyText(),
                        request.get("startedBy").nonEmptyText()),
                placement(request),
                new Times(null, null, stoppedAt),
                stop,
                OverridesJson.read(request.get("overrides")),
                request.get("enableExecuteCommand").optionalBoolean(),
                event);
    }

    /**
     * Reads only the overrides.
     *
     * @throws MalformedEventException if the input is not one of this product's
     */
    public static TaskOverrides overrides(String input) {
        return OverridesJson.read(request(parsed(input)).get("overrides"));
    }

    /** When the launch was due; null if the input does not say. */
    public static @Nullable Instant notBefore(@Nullable String input) {
        return parsed(input).get("notBefore").optionalInstant();
    }

    /**
     * The ARN of the task that the execution launched; empty if the output does not name it.
     *
     * @param output null if Step Functions leaves it out
     */
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

    private static JsonField request(JsonField document) {
        JsonField request = document.get("runTask").object();
        return new JsonField(request.path(), LaunchRequestJson.camel(request.node()));
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

    /** A stopped task has its placement in its attachments; a launch that failed has only what RunTask was asked for. */
    private static Placement placement(JsonField request) {
        Set<String> attachments = new HashSet<>();
        if (!request.get("networkConfiguration").isAbsent()) {
            attachments.add("eni");
        }
        if (!request.get("volumeConfigurations").isAbsent()) {
            attachments.add("AmazonElasticBlockStorage");
        }
        // The planner names one provider only if the stopped task had it. Several are the policy's, which declares them
        // again.
        String provider = request.get("capacityProviderStrategy").elements().stream()
                .findFirst()
                .flatMap(
                        item -> Optional.ofNullable(item.get("capacityProvider").nonEmptyText()))
                .orElse(null);
        // FARGATE and FARGATE_SPOT give a task the launch type FARGATE, which RunTask refuses beside a strategy.
        String launchType = provider != null && provider.startsWith(FARGATE)
                ? FARGATE
                : request.get("launchType").nonEmptyText();
        return new Placement(
                launchType, provider, request.get("platformVersion").nonEmptyText(), attachments);
    }
}
