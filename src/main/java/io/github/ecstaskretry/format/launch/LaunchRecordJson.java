package io.github.ecstaskretry.format.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.LaunchRecord;
import io.github.ecstaskretry.core.task.Arn;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.event.JsonField;
import io.github.ecstaskretry.format.event.MalformedEventException;
import io.github.ecstaskretry.format.event.OverridesJson;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudTrail's record of a RunTask call: the {@code CloudTrailEvent} of LookupEvents (AWS CloudTrail user guide, "CloudTrail
 * record contents"). Parameters and answer are in camel case. CloudTrail replaces environment overrides with a fixed text, and leaves
 * out members of more than 100 KB.
 */
public final class LaunchRecordJson {

    /** CloudTrail's replacement for environment overrides. Public records show it; AWS does not document it. */
    private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

    private static final String RECORD = "a record of RunTask";

    private LaunchRecordJson() {}

    /**
     * Reads a record.
     *
     * @param ours any ARN of this account and Region; it completes a cluster or a task definition that the caller gave by name
     * @throws MalformedEventException if it is not a record of RunTask
     */
    public static LaunchRecord read(@Nullable String text, Arn ours) {
        JsonField document = Json.tryParse(String.valueOf(text))
                .filter(JsonNode::isObject)
                .map(tree -> new JsonField("CloudTrailEvent", tree))
                .orElseThrow(() -> new MalformedEventException("CloudTrailEvent", RECORD, "text that is not JSON"));
        String id = document.get("eventID").text("a record's id");
        AttemptId job = job(document, id);
        JsonField parameters = document.get("requestParameters");
        JsonField answer = document.get("responseElements");
        Set<String> hidden = new HashSet<>();
        Long count = integer(parameters.get("count"));
        return new LaunchRecord(
                id,
                document.get("eventTime").instant(),
                document.get("errorCode").nonEmptyText(),
                parameters.get("startedBy").nonEmptyText(),
                count == null ? 1 : Math.toIntExact(Math.clamp(count, 0, 10)),
                request(parameters, job, ours, hidden),
                hidden,
                list(answer, "tasks").stream()
                        .map(task -> task.get("taskArn").text("a task's ARN"))
                        .toList(),
                list(answer, "failures").stream()
                        .map(failure -> new LaunchFailure(
                                null,
                                failure.get("reason").nonEmptyText(),
                                failure.get("detail").nonEmptyText()))
                        .toList());
    }

    private static AttemptId job(JsonField document, String id) {
        try {
            return LaunchRecord.job(id);
        } catch (IllegalArgumentException e) {
            throw document.get("eventID").refused("a UUID");
        }
    }

    private static @Nullable Long integer(JsonField number) {
        return number.optionalInteger("how many tasks");
    }

    /** The elements of a member; empty if CloudTrail left the answer out. */
    private static List<JsonField> list(JsonField answer, String name) {
        return answer.node().isObject() ? answer.get(name).elements() : List.of();
    }

    /** Null if the parameters were refused, left out or cut. */
    private static @Nullable RunTaskRequest request(JsonField parameters, AttemptId job, Arn ours, Set<String> hidden) {
        if (!(parameters.node() instanceof ObjectNode given)) {
            return null;
        }
        ObjectNode request = given.deepCopy();
        request.put("cluster", arn(request.path("cluster").asText("default"), "cluster/", ours));
        if (request.has("taskDefinition")) {
            request.put("taskDefinition", arn(request.path("taskDefinition").asText(), "task-definition/", ours));
        }
        try {
            RunTaskRequest read = LaunchSourceJson.runTask(job, Json.write(request));
            return read.with(OverridesJson.read(visible(parameters.get("overrides"), hidden)));
        } catch (MalformedEventException cut) {
            return null;
        }
    }

    private static String arn(String name, String type, Arn ours) {
        return name.startsWith("arn:") ? name : ours.beside("ecs", type + name).toString();
    }

    /** The overrides without the hidden environments. */
    private static JsonField visible(JsonField overrides, Set<String> hidden) {
        JsonNode tree = overrides.node().deepCopy();
        tree.path("containerOverrides").forEach(container -> {
            if (container instanceof ObjectNode object && isHidden(object.path("environment"))) {
                hidden.add(Objects.requireNonNullElse(object.path("name").textValue(), ""));
                object.remove("environment");
            }
        });
        return new JsonField(overrides.path(), tree);
    }

    private static boolean isHidden(JsonNode environment) {
        return environment.isTextual() || environment.findValuesAsText("value").contains(HIDDEN);
    }
}
