package io.github.ecstaskretry.testkit.standin.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate.ContainerEnd;
import io.github.ecstaskretry.testkit.standin.wire.Times;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One task, kept as DescribeTasks shows it. Its lock guards it. */
final class EcsTask {

    private final ObjectNode document;
    private final boolean awsvpc;

    EcsTask(ObjectNode document) {
        this.document = document;
        this.awsvpc = !document.path("attachments").isEmpty();
    }

    String arn() {
        return text("taskArn");
    }

    boolean isAwsvpc() {
        return awsvpc;
    }

    synchronized String text(String member) {
        return document.path(member).asText();
    }

    synchronized boolean isStopped() {
        return text("lastStatus").equals("STOPPED");
    }

    /** As DescribeTasks shows it. */
    synchronized ObjectNode describe(boolean withTags) {
        ObjectNode copy = document.deepCopy();
        if (!withTags) {
            copy.putArray("tags");
        }
        return copy;
    }

    /** Takes the next status and, for the ones that have it, notes the time. */
    synchronized ObjectNode becomes(String lastStatus) {
        document.put("lastStatus", lastStatus);
        document.put("version", document.path("version").asInt() + 1);
        switch (lastStatus) {
            case "PENDING" -> connect();
            case "RUNNING" -> {
                noteNow("pullStartedAt");
                noteNow("pullStoppedAt");
                noteNow("startedAt");
                containers().forEach(container -> container.put("lastStatus", "RUNNING"));
            }
            case "DEPROVISIONING" -> noteNow("stoppingAt");
            case "STOPPED" -> {
                noteNow("stoppingAt");
                noteNow("stoppedAt");
                attachments("DELETED");
            }
            default -> throw new IllegalArgumentException(lastStatus);
        }
        return document.deepCopy();
    }

    /** From now on it is to stop; the first reason stays. */
    synchronized void isToStop(String stopCode, String stoppedReason, List<ContainerEnd> ends) {
        if (!document.path("stopCode").isMissingNode()) {
            return;
        }
        document.put("desiredStatus", "STOPPED");
        document.put("stopCode", stopCode);
        document.put("stoppedReason", stoppedReason);
        if (!document.path("startedAt").isMissingNode()) {
            noteNow("executionStoppedAt");
        }
        for (ObjectNode container : containers()) {
            container.put("lastStatus", "STOPPED");
            ends.stream()
                    .filter(end -> end.name().equals(container.path("name").asText()))
                    .forEach(end -> end(container, end));
        }
    }

    /** StopTask takes a task's tags away. */
    synchronized void loseTags() {
        document.putArray("tags");
    }

    /** As a person's StopTask ends every container that runs. */
    synchronized List<ContainerEnd> killed() {
        Integer exitCode = document.path("startedAt").isMissingNode() ? null : Integer.valueOf(143);
        return containers().stream()
                .map(container -> new ContainerEnd(container.path("name").asText(), exitCode, null))
                .toList();
    }

    /** Moves all its times into the past. */
    synchronized void age(Duration by) {
        document.properties().stream()
                .filter(member -> member.getKey().endsWith("At"))
                .forEach(member -> member.setValue(Times.epochSeconds(
                        Times.fromEpochSeconds(member.getValue().decimalValue()).minus(by))));
    }

    private static void end(ObjectNode container, ContainerEnd end) {
        if (end.exitCode() != null) {
            container.put("exitCode", end.exitCode());
        }
        putIfPresent(container, "reason", end.reason());
    }

    private static void putIfPresent(ObjectNode object, String member, @Nullable String value) {
        if (value != null) {
            object.put(member, value);
        }
    }

    private void connect() {
        document.put("connectivity", "CONNECTED");
        noteNow("connectivityAt");
        attachments("ATTACHED");
    }

    private void attachments(String status) {
        for (JsonNode attachment : document.path("attachments")) {
            ((ObjectNode) attachment).put("type", "eni").put("status", status);
        }
    }

    private void noteNow(String member) {
        if (document.path(member).isMissingNode()) {
            document.set(member, Times.epochSeconds(Times.now()));
        }
    }

    private List<ObjectNode> containers() {
        return ((ArrayNode) document.path("containers"))
                .valueStream()
                .map(ObjectNode.class::cast)
                .toList();
    }
}
