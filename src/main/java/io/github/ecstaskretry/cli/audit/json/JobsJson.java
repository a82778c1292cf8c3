package io.github.ecstaskretry.cli.audit.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.audit.Job;
import io.github.ecstaskretry.cli.audit.JobListing;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.PendingJobs;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Jobs for scripts. Members without a value are left out. */
public final class JobsJson {

    private JobsJson() {}

    /** Such as {@code {"version":1,"since":"…","until":"…","jobs":[{"jobId":"…","state":"EXHAUSTED",…}],"more":false}}. */
    public static String write(JobListing listing, TimeRange range, Instant now) {
        ObjectNode answer = inRange(range);
        ArrayNode jobs = answer.putArray("jobs");
        listing.jobs().forEach(job -> jobs.add(job(job, now)));
        answer.put("more", listing.more()).put("next", time(listing.next()));
        return answer.removeIf(JsonNode::isNull).toPrettyString();
    }

    /** Such as {@code {"version":1,"pending":[{"jobId":"…","state":"WAITING","dueAt":"…",…}]}}. */
    public static String pending(PendingJobs pending, Instant now) {
        ObjectNode answer = Json.object().put("version", 1);
        ArrayNode jobs = answer.putArray("pending");
        pending.jobs().forEach(job -> jobs.add(job(job, now).put("overdue", pending.overdue(job))));
        return answer.toPrettyString();
    }

    private static ObjectNode job(Job job, Instant now) {
        ListedAttempt newest = job.newest();
        return Json.object()
                .put("jobId", job.id())
                .put("state", job.state().name())
                .put("attempts", job.attempts())
                .put("family", newest.family())
                .put("cluster", newest.cluster())
                .put("cause", newest.cause())
                .put(
                        "causeKind",
                        newest.causeKind() == null ? null : newest.causeKind().word())
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
    }

    static ObjectNode inRange(TimeRange range) {
        return Json.object().put("version", 1).put("since", time(range.since())).put("until", time(range.until()));
    }

    static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : Timestamps.format(time);
    }
}
