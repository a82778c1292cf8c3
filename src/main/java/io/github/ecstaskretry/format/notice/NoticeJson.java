package io.github.ecstaskretry.format.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ecstaskretry.core.history.ChangedParameter;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt.Superseded;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StoppedTask.Times;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.format.ConsoleLinks;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The notice of a job's end: a subject, and one JSON object, version 1, as the body. */
public final class NoticeJson {

    /** Amazon SNS API reference, {@code Publish}: a subject has fewer than 100 characters. */
    private static final int SUBJECT_LIMIT = 99;

    /**
     * A message has at most 256 KB with its attributes (Amazon SNS API reference, {@code Publish}), and so has an output of Step
     * Functions. 50 attempts of ten containers with long reasons are longer.
     */
    private static final int MOST_BYTES = 250_000;

    /** The longest text of a shortened body, in characters; JSON may write a character as six. */
    private static final int LONGEST_TEXT = 1_000;

    private static final List<String> TEXTS = List.of("reason", "launchDetail", "containers", "why", "changes");

    private NoticeJson() {}

    /** The subject: one line of ASCII with fewer than 100 characters. */
    public static String subject(RecordedAttempt last, RecordedDecision.End terminal, JobHistory before) {
        return subject(terminal.outcome() + ": " + last.subject().family() + " on "
                + last.subject().cluster() + " ("
                + before.neverLaunched(last)
                        .map("never launched: "::concat)
                        .or(() -> recoveredFrom(terminal, before))
                        .orElse(last.ruling().cause())
                + ")");
    }

    /** The cause that a recovered job recovered from, in the words of 'jobs'; empty for other ends. */
    private static Optional<String> recoveredFrom(RecordedDecision.End terminal, JobHistory before) {
        return terminal.outcome() == Outcome.RECOVERED && !before.attempts().isEmpty()
                ? Optional.of("recovered from " + String.join(", ", before.causes()))
                : Optional.empty();
    }

    static String subject(String subject) {
        String ascii = subject.replaceAll("[^\\x20-\\x7e]", "?");
        return ascii.length() <= SUBJECT_LIMIT ? ascii : ascii.substring(0, SUBJECT_LIMIT - 3) + "...";
    }

    /**
     * The body of the notice of a last attempt, after the earlier ones. If the whole would be too long for SNS, it is {@code shortened}:
     * the earlier attempts have no texts, and those of the last one are cut.
     */
    public static String body(RecordedAttempt last, RecordedDecision.End terminal, JobHistory before) {
        ObjectNode body = whole(last, terminal, before);
        String text = Json.write(body);
        if (text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            return text;
        }
        ArrayNode attempts = (ArrayNode) body.get("attempts");
        for (int i = 0; i < attempts.size() - 1; i++) {
            ((ObjectNode) attempts.get(i)).remove(TEXTS);
        }
        return Json.write(cut(body.put("shortened", true)));
    }

    private static JsonNode cut(JsonNode node) {
        return node instanceof TextNode text && text.textValue().length() > LONGEST_TEXT
                ? Json.tree(text.textValue().substring(0, LONGEST_TEXT) + "…")
                : Json.copy(node, NoticeJson::cut, (copy, name, value) -> copy.set(name, cut(value)));
    }

    private static ObjectNode whole(RecordedAttempt last, RecordedDecision.End terminal, JobHistory before) {
        ObjectNode body = Json.object();
        body.put("version", 1);
        body.put("deduplicationId", last.id().launchName() + (last.superseded() == null ? "" : "-superseded"));
        body.put("outcome", terminal.outcome().recorded());
        body.put("summary", summary(last, terminal, before));
        body.set("job", job(last, before));
        ArrayNode attempts = body.putArray("attempts");
        before.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
        attempts.add(attempt(last));
        ObjectNode links = body.putObject("links");
        TaskArn task = last.subject().taskArn();
        if (task != null) {
            String cluster = last.subject().cluster();
            ConsoleLinks.task(task, cluster).ifPresent(link -> links.put("task", link));
            ConsoleLinks.logs(task, cluster).ifPresent(link -> links.put("logs", link));
        }
        return body;
    }

    /** The end in a few sentences. The last attempt's reason already mentions the record that it superseded. */
    public static String summary(RecordedAttempt last, RecordedDecision.End terminal, JobHistory before) {
        int attempts = last.id().number();
        return terminal.outcome() + " after " + attempts + (attempts == 1 ? " attempt: " : " attempts: ")
                + last.subject().family() + " on cluster " + last.subject().cluster() + ". "
                + before.neverLaunched(last)
                        .map(reason -> "It was never launched: " + reason + ". ")
                        .or(() -> recoveredFrom(terminal, before).map(from -> "It " + from + ". "))
                        .orElse("")
                + last.ruling().why()
                + sizes(last, terminal, before)
                + superseded(before);
    }

    private static String sizes(RecordedAttempt last, RecordedDecision.End terminal, JobHistory before) {
        String sizes = ChangedParameter.words(ChangedParameter.overall(
                before.changes().stream().filter(ChangedParameter::isSize).toList()));
        return sizes.isEmpty()
                ? ""
                : terminal.outcome() == Outcome.RECOVERED
                        ? " It needed more memory. Put " + sizes + " into the task definition "
                                + last.subject().family() + "."
                        : " It had been given more memory: " + sizes + ".";
    }

    private static String superseded(JobHistory before) {
        StringBuilder sentences = new StringBuilder();
        for (RecordedAttempt attempt : before.attempts()) {
            Superseded superseded = attempt.superseded();
            if (superseded != null) {
                sentences.append(' ').append(superseded.sentence(attempt.id()));
            }
        }
        return sentences.toString();
    }

    private static ObjectNode job(RecordedAttempt last, JobHistory before) {
        RecordedAttempt.Subject subject = last.subject();
        Times first = before.attempts().isEmpty()
                ? last.times()
                : before.attempts().getFirst().times();
        Instant created = first.createdOrStoppedAt();
        Instant stopped = last.times().stoppedAt();
        ObjectNode job = Json.object();
        job.put("jobId", last.id().jobId());
        job.put("cluster", subject.cluster());
        job.put("clusterArn", subject.clusterArn());
        job.put("family", subject.family());
        job.put("taskDefinitionArn", subject.taskDefinitionArn());
        Json.putIfPresent(job, "group", subject.group());
        Json.putIfPresent(job, "originalStartedBy", subject.originalStartedBy());
        job.put("policy", last.ruling().policy());
        job.put("attempts", last.id().number());
        job.put("createdAt", Timestamps.format(created));
        job.put("stoppedAt", Timestamps.format(stopped));
        job.put("durationSeconds", Duration.between(created, stopped).toSeconds());
        return job;
    }

    /** An attempt in short: how it ended, what was decided and why. */
    public static ObjectNode attempt(RecordedAttempt attempt) {
        ObjectNode node = Json.object();
        node.put("attempt", attempt.id().number());
        TaskArn taskArn = attempt.subject().taskArn();
        Json.putIfPresent(node, "taskArn", taskArn == null ? null : taskArn.value());
        node.put("cause", attempt.ruling().cause());
        node.put("causeKind", attempt.ruling().causeKind().word());
        putStop(node, attempt.stop());
        node.put("rule", attempt.ruling().rule());
        node.put("why", attempt.ruling().why());
        node.put("stoppedAt", Timestamps.format(attempt.times().stoppedAt()));
        if (attempt.decision() instanceof RecordedDecision.Retry retry) {
            putChanges(node, retry.changes());
        }
        Superseded superseded = attempt.superseded();
        if (superseded != null) {
            node.put("supersededAt", Timestamps.format(superseded.at()))
                    .put("supersededCause", superseded.cause())
                    .put("supersededOutcome", superseded.outcome().recorded());
        }
        return node;
    }

    /** Puts {@code changes} into the object unless there are none. */
    public static void putChanges(ObjectNode node, List<ChangedParameter> changes) {
        for (ChangedParameter change : changes) {
            ObjectNode member = node.withArrayProperty("changes").addObject().put("parameter", change.parameter());
            Json.putIfPresent(member, "before", change.before());
            member.put("after", change.after());
        }
    }

    private static void putStop(ObjectNode node, Stop stop) {
        switch (stop) {
            case Stop.TaskStop task -> {
                Json.putIfPresent(node, "stopCode", task.stopCode());
                Json.putIfPresent(node, "reason", task.stoppedReason());
                ArrayNode containers = node.putArray("containers");
                task.containers().forEach(container -> containers.add(container(container)));
            }
            case Stop.LaunchFailure launch -> {
                Json.putIfPresent(node, "launchError", launch.error());
                Json.putIfPresent(node, "reason", launch.text());
                Json.putIfPresent(node, "launchDetail", launch.detail());
            }
        }
    }

    /** How a container ended. */
    public static ObjectNode container(ContainerExit container) {
        ObjectNode node = Json.object().put("name", container.name());
        Json.putIfPresent(node, "exitCode", container.exitCode());
        Json.putIfPresent(node, "reason", container.reason());
        return node;
    }
}
