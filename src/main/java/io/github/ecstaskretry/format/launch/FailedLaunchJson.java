package io.github.ecstaskretry.format.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.core.task.StoppedTask.Origin;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import io.github.ecstaskretry.core.task.StoppedTask.Times;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.event.JsonField;
import io.github.ecstaskretry.format.event.LaunchEnd;
import io.github.ecstaskretry.format.event.MalformedEventException;
import io.github.ecstaskretry.format.event.OverridesJson;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failed execution was to launch: read from its input, which {@link ExecutionInputJson} has written. */
public final class FailedLaunchJson {

    /** Of an end that nobody was told of. */
    public static final EventRef NO_EVENT = new EventRef("", 0);

    private static final String INPUT = "detail.input";
    private static final String FARGATE = "FARGATE";

    private FailedLaunchJson() {}

    /**
     * Reads the input.
     *
     * @throws MalformedEventException when it is not one of ours
     */
    public static FailedLaunch read(LaunchEnd end) {
        return read(end.stop(), end.stoppedAt(), end.event(), end.input());
    }

    /**
     * The same for an end that no event told of.
     *
     * @param stoppedAt when the launch ended
     * @param event {@link #NO_EVENT}, or the one that told of it
     */
    public static FailedLaunch read(LaunchFailure stop, Instant stoppedAt, EventRef event, @Nullable String input) {
        JsonField document = new JsonField(INPUT, parse(input));
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
     * Only what is overridden.
     *
     * @throws MalformedEventException when the input is not one of ours
     */
    public static TaskOverrides overrides(String input) {
        return OverridesJson.read(request(new JsonField(INPUT, parse(input))).get("overrides"));
    }

    private static JsonField request(JsonField document) {
        return new JsonField(
                INPUT + ".runTask",
                LetterCase.camel(document.get("runTask").object().node()));
    }

    /** When the launch was due; null when the input does not say. */
    public static @Nullable Instant notBefore(@Nullable String input) {
        JsonField notBefore = new JsonField(INPUT, parse(input)).get("notBefore");
        return notBefore.isAbsent() ? null : notBefore.instant();
    }

    private static JsonNode parse(@Nullable String input) {
        if (input == null) {
            throw new MalformedEventException(INPUT, "the execution's input", "nothing");
        }
        try {
            return Json.READER.readTree(input);
        } catch (JsonProcessingException e) {
            throw new MalformedEventException(INPUT, "JSON", "a text that is none");
        }
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

    /** What a task's attachments would tell is told by what was asked for. */
    private static Placement placement(JsonField request) {
        Set<String> attachments = new HashSet<>();
        if (!request.get("networkConfiguration").isAbsent()) {
            attachments.add("eni");
        }
        if (!request.get("volumeConfigurations").isAbsent()) {
            attachments.add("AmazonElasticBlockStorage");
        }
        String provider = provider(request);
        return new Placement(
                launchType(request, provider),
                provider,
                request.get("platformVersion").nonEmptyText(),
                attachments);
    }

    /** A task that FARGATE or FARGATE_SPOT places has launch type FARGATE, though RunTask is not asked for it. */
    private static @Nullable String launchType(JsonField request, @Nullable String provider) {
        return provider != null && provider.startsWith(FARGATE)
                ? FARGATE
                : request.get("launchType").nonEmptyText();
    }

    /** One provider is the stopped task's; several are the policy's, which declares them again. */
    private static @Nullable String provider(JsonField request) {
        List<JsonField> strategy = request.get("capacityProviderStrategy").elements();
        return strategy.isEmpty()
                ? null
                : strategy.getFirst().get("capacityProvider").nonEmptyText();
    }
}
