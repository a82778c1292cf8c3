package io.github.ecstaskretry.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.Pause;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.format.ConsoleLinks;
import io.github.ecstaskretry.format.ContainerLog;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.format.notice.NoticeJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the answers of the audit commands for scripts, without members that have no value. */
public final class AuditJson {

    private AuditJson() {}

    /** Such as {@code {"version":1,"since":"…","until":"…","jobs":[{"jobId":"…","state":"EXHAUSTED",…}],"more":false}}. */
    public static String jobs(JobListing listing, List<AskedPlace> places, TimeRange range, Instant now) {
        ObjectNode answer = withPlaces(inRange(range), places);
        ArrayNode jobs = answer.putArray("jobs");
        listing.jobs().forEach(job -> jobs.add(job(job, now)));
        answer.put("more", listing.more()).put("next", time(listing.next()));
        return answer.removeIf(JsonNode::isNull).toPrettyString();
    }

    /** Such as {@code {"version":1,"pending":[{"jobId":"…","state":"WAITING","dueAt":"…",…}],"pauses":[],"paces":[]}}. */
    public static String pending(
            List<Job> pending, SideBySide<Slowdowns> slowdowns, Instant overdueBefore, Instant now) {
        ObjectNode answer = withPlaces(Json.object().put("version", 1), slowdowns.places());
        ArrayNode jobs = answer.putArray("pending");
        pending.forEach(job -> jobs.add(job(job, now).put("overdue", job.overdue(overdueBefore))));
        ArrayNode pauses = answer.putArray("pauses");
        ArrayNode paces = answer.putArray("paces");
        for (SideBySide.PlaceAnswer<Slowdowns> found : slowdowns.found()) {
            found.value().pauses().forEach(pause -> pauses.add(in(found.place(), pause(pause))));
            found.value()
                    .paces()
                    .forEach(pace -> paces.add(in(
                            found.place(),
                            Json.object().put("policy", pace.policy()).put("takenUntil", time(pace.takenUntil())))));
        }
        return answer.toPrettyString();
    }

    /** Such as {@code {"version":1,"pauses":[{"scope":"family/etl","by":"arn:…","at":"…","until":"…","reason":"…"}]}}. */
    public static String paused(List<Pause> pauses) {
        ObjectNode answer = Json.object().put("version", 1);
        ArrayNode array = answer.putArray("pauses");
        pauses.forEach(pause -> array.add(pause(pause)));
        return answer.toPrettyString();
    }

    private static ObjectNode pause(Pause pause) {
        return Json.object()
                .put("scope", pause.scope())
                .put("by", pause.by())
                .put("at", time(pause.at()))
                .put("until", time(pause.until()))
                .put("reason", pause.reason())
                .removeIf(JsonNode::isNull);
    }

    private static ObjectNode job(Job job, Instant now) {
        ListedAttempt newest = job.newest();
        Held held = newest.held();
        CauseKind causeKind = newest.causeKind();
        ObjectNode node = in(job.place(), Json.object())
                .put("jobId", job.id())
                .put("state", job.state().name())
                .put("attempts", job.attempts())
                .put("family", newest.family())
                .put("cluster", newest.cluster())
                .put("cause", newest.cause())
                .put("neverLaunched", newest.neverLaunched())
                .put("heldFor", held == null ? null : held.reason().word())
                .put("heldSince", held == null ? null : time(held.since()))
                .put("causeKind", causeKind == null ? null : causeKind.word())
                .put("policy", newest.policy())
                .put("rule", newest.rule())
                .put("taskArn", newest.task() == null ? null : newest.task().value())
                .put("createdAt", time(job.createdAt()))
                .put("stoppedAt", time(newest.stoppedAt()))
                .put("dueAt", time(job.due()))
                .put(
                        "durationSeconds",
                        job.duration(now).map(Duration::toSeconds).orElse(null))
                .removeIf(JsonNode::isNull);
        Json.putIfPresent(node, "earlierCauses", newest.earlierCauses());
        return node;
    }

    /** Such as {@code {"version":1,"jobId":"…","state":"SUCCEEDED",…,"attempts":[{"attempt":1,"cause":"…",…}]}}. */
    public static String story(JobStory story, List<ContainerLog> logs, Instant now) {
        RecordedAttempt newest = story.newest();
        Instant due = story.due(now);
        ObjectNode job = Json.object()
                .put("version", 1)
                .put("jobId", story.jobId())
                .put("rerunOf", newest.id().rerunOf().orElse(null))
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
        return job.removeIf(JsonNode::isNull).toPrettyString();
    }

    private static void order(@Nullable Order order, String by, String at, String reason, ObjectNode node) {
        if (order != null) {
            node.put(by, order.by()).put(at, time(order.at())).put(reason, order.reason());
        }
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
                        .put("notBefore", time(retry.notBefore()))
                        .put("pacedFrom", time(attempt.pacedFrom().orElse(null)))
                        .put("launchSource", retry.launchSource());
                Held held = retry.held();
                if (held != null) {
                    node.put("heldFor", held.reason().word()).put("heldSince", time(held.since()));
                }
                order(retry.orders().cancelled(), "cancelledBy", "cancelledAt", "cancelReason", node);
                order(retry.orders().released(), "releasedBy", "releasedAt", "releaseReason", node);
                story.waitAfter(attempt).ifPresent(waited -> node.put("waitedSeconds", waited.toSeconds()));
            }
            case RecordedDecision.End end -> {
                node.put("decision", "TERMINAL")
                        .put("outcome", end.outcome().recorded())
                        .put("announce", end.announce())
                        .put("announcedAt", time(end.announcedAt()))
                        .put(
                                "digest",
                                end.digest() == null ? null : end.digest().id());
                Json.putIfPresent(node, "rerunAs", end.reruns().jobIds());
                order(end.reruns().latest(), "rerunBy", "rerunAt", "rerunReason", node);
            }
        }
        node.put("executionArn", kept.executionArn()).set("links", links(kept, logs));
        return node.removeIf(JsonNode::isNull);
    }

    /** The console's pages: {@code task}, {@code logs}, {@code logStreams} by container, {@code execution}. */
    public static ObjectNode links(KeptAttempt kept, List<ContainerLog> logs) {
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

    /** The deployments that were asked, if they were several. */
    static ObjectNode withPlaces(ObjectNode answer, List<AskedPlace> places) {
        if (!places.isEmpty()) {
            ArrayNode asked = answer.putArray("places");
            places.forEach(place -> asked.add(in(place, Json.object())));
        }
        return answer;
    }

    static ObjectNode in(@Nullable AskedPlace place, ObjectNode node) {
        return place == null
                ? node
                : node.put("profile", place.profile())
                        .put("region", place.region())
                        .put("account", place.account())
                        .put("error", place.error())
                        .removeIf(JsonNode::isNull);
    }

    static ObjectNode inRange(TimeRange range) {
        return Json.object().put("version", 1).put("since", time(range.since())).put("until", time(range.until()));
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : Timestamps.format(time);
    }
}
