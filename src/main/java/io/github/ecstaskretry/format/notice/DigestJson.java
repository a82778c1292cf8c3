package io.github.ecstaskretry.format.notice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.history.Digest;
import io.github.ecstaskretry.core.history.Digest.GatheredEnd;
import io.github.ecstaskretry.core.history.NoticeWindow;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import java.util.Map;

/** The notice of many jobs' ends: a subject, and one JSON object, version 1, as the body. */
public final class DigestJson {

    private static final int MOST_JOBS = 10;
    private static final int MOST_FAMILIES = 20;

    private DigestJson() {}

    /** The subject, in the limits of {@link NoticeJson#subject}. */
    public static String subject(Digest digest) {
        NoticeWindow window = digest.window();
        return NoticeJson.subject(
                window.outcome() + ": " + jobs(digest) + " of policy " + window.policy() + " (" + window.cause() + ")");
    }

    public static String body(Digest digest) {
        NoticeWindow window = digest.window();
        ObjectNode body = Json.object();
        body.put("version", 1);
        body.put("deduplicationId", "digest/" + window.id());
        body.put("outcome", window.outcome().recorded());
        body.put("summary", summary(digest));
        ObjectNode node = body.putObject("digest");
        node.put("policy", window.policy());
        node.put("cause", window.cause());
        node.put("from", Timestamps.format(window.from()));
        node.put("to", Timestamps.format(window.to()));
        node.put("jobs", digest.ends().size());
        node.set("families", counts(digest.families()));
        node.set("clusters", counts(digest.clusters()));
        ArrayNode first = node.putArray("firstJobs");
        digest.ends().stream()
                .limit(MOST_JOBS)
                .forEach(end -> first.add(end.attempt().jobId()));
        node.put("list", list(digest));
        return Json.write(body);
    }

    private static String jobs(Digest digest) {
        int jobs = digest.ends().size();
        return jobs + (jobs == 1 ? " more job" : " more jobs");
    }

    private static String summary(Digest digest) {
        NoticeWindow window = digest.window();
        return jobs(digest) + " of policy " + window.policy() + " ended " + window.outcome() + " by " + window.cause()
                + ". More had been announced between " + window.from() + " and " + window.to()
                + " than the policy's announceLimit, so these share a notice.";
    }

    private static ObjectNode counts(Map<String, Long> counts) {
        ObjectNode node = Json.object();
        counts.entrySet().stream().limit(MOST_FAMILIES).forEach(count -> node.put(count.getKey(), count.getValue()));
        return node;
    }

    /** The command that lists these jobs, and perhaps a few others that ended the same way at the same time. */
    private static String list(Digest digest) {
        GatheredEnd first = digest.ends().getFirst();
        GatheredEnd last = digest.ends().getLast();
        Outcome outcome = digest.window().outcome();
        return "ecs-retry jobs --state " + outcome
                + (outcome == Outcome.RECOVERED
                        ? ""
                        : " --cause " + digest.window().cause())
                + " --since " + Timestamps.format(first.stoppedAt())
                + " --until " + Timestamps.format(last.stoppedAt().plusMillis(1))
                + " --limit " + digest.ends().size();
    }
}
