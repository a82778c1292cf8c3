package io.github.ecstaskretry.cli.audit.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.audit.Job;
import io.github.ecstaskretry.cli.audit.JobListing;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.PendingJobs;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs for scripts; what is not known is left out. */
public final class JobsJson {

    private JobsJson() {}

    /** Such as {@code {"version":1,"since":"…","until":"…","jobs":[{"jobId":"…","state":"EXHAUSTED",…}],"more":false}}. */
    public static String write(JobListing listing, TimeRange range, Instant now) {
        ObjectNode answer = Json.object()
                .put("version", 1)
                .put("since", Timestamps.format(range.since()))
                .put("until", Timestamps.format(range.until()));
        answer.set("jobs", jobs(listing.jobs(), now));
        answer.put("more", listing.more());
        putTime(answer, "next", listing.next());
        return answer.toPrettyString();
    }

    /** Such as {@code {"version":1,"pending":[{"jobId":"…","state":"WAITING","dueAt":"…",…}]}}. */
    public static String pending(PendingJobs pending, Instant now) {
        ObjectNode answer = Json.object().put("version", 1);
        ArrayNode array = answer.putArray("pending");
        pending.jobs().forEach(job -> array.add(job(job, now).put("overdue", pending.overdue(job))));
        return answer.toPrettyString();
    }

    private static ArrayNode jobs(List<Job> jobs, Instant now) {
        ArrayNode array = Json.array();
        jobs.forEach(job -> array.add(job(job, now)));
        return array;
    }

    private static ObjectNode job(Job job, Instant now) {
        ListedAttempt newest = job.newest();
        ObjectNode node = Json.object()
                .put("jobId", job.id())
                .put("state", job.state().name())
                .put("attempts", job.attempts())
                .put("family", newest.subject().family())
                .put("cluster", newest.subject().cluster())
                .put("cause", newest.ruling().cause());
        if (newest.ruling().kind() != null) {
            node.put("causeKind", newest.ruling().kind().word());
        }
        node.put("policy", newest.ruling().policy()).put("rule", newest.ruling().rule());
        if (newest.subject().task() != null) {
            node.put("taskArn", newest.subject().task().value());
        }
        putTime(node, "createdAt", job.createdAt());
        putTime(node, "stoppedAt", newest.times().stoppedAt());
        putTime(node, "dueAt", job.due());
        job.duration(now).ifPresent(duration -> node.put("durationSeconds", duration.toSeconds()));
        return node;
    }

    private static void putTime(ObjectNode node, String name, @Nullable Instant time) {
        if (time != null) {
            node.put(name, Timestamps.format(time));
        }
    }
}
