package io.github.ecstaskretry.cli.ask;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.event.DescribedTask;
import io.github.ecstaskretry.format.event.EventDocument;
import io.github.ecstaskretry.format.event.EventJson;
import io.github.ecstaskretry.format.event.Incoming;
import io.github.ecstaskretry.format.event.MalformedEventException;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds stopped tasks in JSON documents, lines and arrays, also compressed by gzip: events in any wrapper that the function
 * understands ({@link EventDocument}), the output of {@code aws ecs describe-tasks} or one task of it, which is also the detail of an
 * event, and attempts that {@code ecs-retry export} has written.
 */
public final class StopDocuments {

    private static final String EXPORTED = "an exported attempt, which has neither overrides nor attachments";

    /** Members that both an exported attempt and an event's detail have. */
    private static final List<String> SHARED = List.of("""
            taskArn clusterArn taskDefinitionArn group startedBy launchType createdAt startedAt stoppedAt
            stopCode stoppedReason containers""".split("\\s+"));

    /**
     * A stopped task.
     *
     * @param input where it was found, such as {@code an EventBridge event in an SQS message}
     * @param tags empty if the input does not have the task's tags
     * @param startedBy the {@code startedBy} of the job's first task; null if the input does not have it
     */
    public record StopDocument(
            String input,
            StoppedTask task,
            Map<String, String> tags,
            @Nullable String startedBy) {}

    private final String source;
    private final List<StopDocument> stops = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private boolean unreadable;
    private int document;

    private StopDocuments(String source) {
        this.source = source;
    }

    /** Reads all documents. {@code source} names them in messages, such as {@code standard input}. */
    public static StopDocuments read(byte[] content, String source) throws IOException {
        StopDocuments documents = new StopDocuments(source);
        try {
            JsonDocuments.read(new ByteArrayInputStream(content), documents::add);
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            documents.unreadable("event: expected JSON, found text that is not JSON" + line);
        } catch (CharConversionException e) {
            documents.unreadable("event: expected JSON, found text in no encoding of JSON");
        }
        return documents;
    }

    /** One task that ECS has described. */
    public static StopDocuments of(Incoming described, Map<String, String> tags) {
        StopDocuments documents = new StopDocuments("the answer of ECS");
        documents.add("the task as ECS describes it", tags, null, () -> described);
        return documents;
    }

    public List<StopDocument> stops() {
        return List.copyOf(stops);
    }

    /** A sentence for each document that could not be read and each task that has not stopped. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    public boolean unreadable() {
        return unreadable;
    }

    private void unreadable(String problem) {
        problems.add(problem + where());
        unreadable = true;
    }

    private void add(JsonNode node) {
        if (node.isArray()) {
            node.forEach(this::add);
            return;
        }
        document++;
        if (node.path("tasks").isArray()) {
            node.get("tasks")
                    .forEach(task -> addTask(
                            task, "task " + task.path("taskArn").asText() + " as 'aws ecs describe-tasks' prints it"));
            node.path("failures")
                    .forEach(failure -> problems.add("ECS did not describe "
                            + failure.path("arn").asText("a task") + ": "
                            + failure.path("reason").asText()
                            + " (it forgets a stopped task after about an hour)"));
        } else if (node.has("taskArn") && node.has("lastStatus")) {
            addTask(node, "a task without an event around it");
        } else if (node.has("jobId") && node.has("decision")) {
            addExported(node);
        } else {
            EventDocument.of(node).forEach(event -> add(event.description(), Map.of(), null, event::read));
        }
    }

    private void addTask(JsonNode task, String input) {
        Map<String, String> tags = task.path("tags")
                .valueStream()
                .collect(toMap(
                        tag -> tag.path("key").asText(),
                        tag -> tag.path("value").asText(),
                        (one, same) -> one));
        add(
                input,
                tags,
                null,
                () -> task instanceof ObjectNode object ? DescribedTask.read(object) : EventJson.read(task));
    }

    private void addExported(JsonNode attempt) {
        if (!attempt.has("taskArn")) {
            problems.add("attempt " + attempt.path("attempt").asText() + " of job "
                    + attempt.path("jobId").asText() + " is a launch that failed: there was no task");
            return;
        }
        ObjectNode detail = Json.object().put("lastStatus", "STOPPED");
        SHARED.stream().filter(attempt::has).forEach(name -> detail.set(name, attempt.get(name)));
        detail.set("capacityProviderName", attempt.get("capacityProvider"));
        Map<String, String> tags = new HashMap<>();
        attempt.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        add(EXPORTED, tags, attempt.path("originalStartedBy").textValue(), () -> DescribedTask.read(detail));
    }

    private void add(String input, Map<String, String> tags, @Nullable String startedBy, Supplier<Incoming> reading) {
        try {
            switch (reading.get()) {
                case Incoming.TaskStopped stopped ->
                    stops.add(new StopDocument(input, stopped.task(), Map.copyOf(tags), startedBy));
                case Incoming.LaunchEnded _ -> notAStop(input, "it is about an execution that ended");
                case Incoming.ReconcileDue _ -> notAStop(input, "it is the schedule's");
                case Incoming.Ordered _ -> notAStop(input, "it is a command");
                case Incoming.NotForUs notForUs -> notAStop(input, notForUs.reason());
            }
        } catch (MalformedEventException e) {
            unreadable(String.valueOf(e.getMessage()));
        }
    }

    private void notAStop(String input, String reason) {
        problems.add(input + " is not about a stopped task: " + reason + where());
    }

    private String where() {
        return " (in " + source + (document > 1 ? ", document " + document : "") + ")";
    }
}
