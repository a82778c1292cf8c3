package io.github.ecstaskretry.testkit.standin.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.Envelope;
import io.github.ecstaskretry.testkit.standin.wire.Times;
import java.time.Instant;
import java.util.List;

/**
 * "ECS Task State Change" events (Amazon ECS developer guide, "Amazon ECS task state change events"): the task as DescribeTasks
 * shows it, with ISO times and {@code updatedAt}, without tags.
 */
final class TaskStateChange {

    private static final List<String> TIMES = List.of(
            "createdAt",
            "connectivityAt",
            "pullStartedAt",
            "pullStoppedAt",
            "startedAt",
            "executionStoppedAt",
            "stoppingAt",
            "stoppedAt");

    private TaskStateChange() {}

    static ObjectNode of(Account account, ObjectNode task) {
        Instant now = Times.now();
        ObjectNode detail = task.deepCopy();
        detail.remove(List.of("tags", "platformFamily"));
        for (String member : TIMES) {
            JsonNode time = detail.path(member);
            if (!time.isMissingNode()) {
                detail.put(member, Times.iso(Times.fromEpochSeconds(time.decimalValue())));
            }
        }
        detail.put("updatedAt", Times.iso(now));
        String taskArn = detail.path("taskArn").asText();
        return Envelope.of(account, "aws.ecs", "ECS Task State Change", taskArn, now, detail);
    }
}
