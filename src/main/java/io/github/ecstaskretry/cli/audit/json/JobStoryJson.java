package io.github.ecstaskretry.cli.audit.json;

import static io.github.ecstaskretry.cli.audit.json.JobsJson.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.audit.JobStory;
import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.policy.Mode;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.format.ConsoleLinks;
import io.github.ecstaskretry.format.ContainerLog;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.notice.NoticeJson;
import java.time.Instant;
import java.util.List;

/** A job for scripts. Members without a value are left out. */
public final class JobStoryJson {

    private JobStoryJson() {}

    /**
     * Such as {@code {"version":1,"jobId":"…","state":"SUCCEEDED",…,"attempts":[{"attempt":1,"cause":"…",…}]}}.
     *
     * @param logs of the containers of the job's tasks
     */
    public static String write(JobStory story, List<ContainerLog> logs, Instant now) {
        RecordedAttempt newest = story.newest();
        Instant due = story.due(now);
        ObjectNode job = Json.object()
                .put("version", 1)
                .put("jobId", story.jobId())
                .put("state", story.state(now).name())
                .put("family", newest.subject().family())
                .put("cluster", newest.subject().cluster())
                .put("taskDefinitionArn", newest.subject().taskDefinitionArn())
                .put("createdAt", time(story.createdAt()))
                .put("stoppedAt", time(newest.times().stoppedAt()))
                .put("durationSeconds", story.duration(now).toSeconds());
        if (due != null) {
            job.put("dueAt", time(due)).put("overdue", story.overdue(now));
        }
        ArrayNode attempts = job.putArray("attempts");
        story.attempts().forEach(attempt -> attempts.add(attempt(attempt, story, logs)));
        return job.toPrettyString();
    }

    private static ObjectNode attempt(KeptAttempt kept, JobStory story, List<ContainerLog> logs) {
        RecordedAttempt attempt = kept.recorded();
        ObjectNode node = NoticeJson.attempt(attempt)
                .put("createdAt", time(attempt.times().createdAt()))
                .put("startedAt", time(attempt.times().startedAt()))
                .put("recordedAt", time(kept.recordedAt()))
                .put("policy", attempt.ruling().policy())
                .put("policyVersion", kept.policyVersion())
                .put("mode", attempt.ruling().mode() == Mode.OBSERVE ? "observe" : null);
        switch (attempt.decision()) {
            case RecordedDecision.Retry retry -> {
                node.put("decision", "RETRY")
                        .put("delaySeconds", retry.delaySeconds())
                        .put("notBefore", time(retry.notBefore()));
                story.waitAfter(attempt).ifPresent(waited -> node.put("waitedSeconds", waited.toSeconds()));
            }
            case RecordedDecision.End end ->
                node.put("decision", "TERMINAL")
                        .put("outcome", end.outcome().recorded())
                        .put("announce", end.announce())
                        .put("announcedAt", time(end.announcedAt()));
        }
        node.put("executionArn", kept.executionArn()).set("links", links(kept, logs));
        return node.removeIf(JsonNode::isNull);
    }

    private static ObjectNode links(KeptAttempt kept, List<ContainerLog> logs) {
        ObjectNode links = Json.object();
        TaskArn task = kept.recorded().subject().taskArn();
        if (task != null) {
            String cluster = kept.recorded().subject().cluster();
            ConsoleLinks.task(task, cluster).ifPresent(link -> links.put("task", link));
            ConsoleLinks.logs(task, cluster).ifPresent(link -> links.put("logs", link));
            ObjectNode streams = Json.object();
            logs.forEach(
                    log -> ConsoleLinks.logStream(log, task).ifPresent(link -> streams.put(log.container(), link)));
            if (!streams.isEmpty()) {
                links.set("logStreams", streams);
            }
        }
        String execution = kept.executionArn();
        if (execution != null) {
            ConsoleLinks.execution(execution).ifPresent(link -> links.put("execution", link));
        }
        return links;
    }
}
