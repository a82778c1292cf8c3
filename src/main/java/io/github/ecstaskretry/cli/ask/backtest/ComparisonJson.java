package io.github.ecstaskretry.cli.ask.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import java.util.List;
import java.util.Locale;

/** Writes the result of a comparison for scripts; {@code docs/policy.md} describes it. */
public final class ComparisonJson {

    private ComparisonJson() {}

    public static ObjectNode write(String old, String changed, Findings findings, List<String> failures) {
        ObjectNode document = Json.object()
                .put("old", old)
                .put("new", changed)
                .put("jobs", findings.jobs)
                .put("attempts", findings.attempts)
                .put("compared", findings.compared());
        ArrayNode unreproduced = document.putArray("notReproduced");
        findings.unreproduced.forEach(one -> {
            ObjectNode node = attempt(unreproduced, one.attempt());
            node.set("recorded", judgement(one.recorded()));
            node.set("replayed", judgement(one.replayed()));
            node.put("why", one.why());
        });
        ArrayNode rules = document.putArray("rules");
        findings.rules()
                .forEach(line -> rules.addObject()
                        .put("rule", line.rule())
                        .put("decides", line.decided())
                        .put("decidesAfter", line.decidedAfter())
                        .put("retries", line.retried())
                        .put("retriesAfter", line.retriedAfter()));
        ArrayNode changes = document.putArray("changes");
        findings.changes.forEach(change -> {
            ObjectNode node = attempt(changes, change.attempt())
                    .put("family", change.family())
                    .put("kind", change.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            node.set("before", judgement(change.before()));
            node.set("after", judgement(change.after()));
            node.put("recovered", change.recovered()).put("afterOtherTimes", change.afterOtherTimes());
        });
        ObjectNode rates = document.putObject("recoveryByCause");
        findings.recoveries
                .all()
                .forEach((cause, rate) -> rates.putObject(cause)
                        .put("recovered", rate.recovered())
                        .put("ended", rate.ended()));
        ObjectNode unknown = document.putObject("notCompared")
                .put("afterAChange", findings.unknown)
                .put("earlierAttemptsMissing", findings.cutOff);
        ArrayNode tags = unknown.putArray("tagsNotRecorded");
        findings.tagsNotRecorded.forEach(attempt -> attempt(tags, attempt));
        document.set("caveats", Json.tree(findings.caveats));
        return document.set("failures", Json.tree(failures));
    }

    private static ObjectNode attempt(ArrayNode array, AttemptId attempt) {
        return array.addObject().put("jobId", attempt.jobId()).put("attempt", attempt.number());
    }

    /** Named like the table's attributes. */
    static ObjectNode judgement(Judgement judgement) {
        ObjectNode node = Json.object();
        if (judgement.next() instanceof Judgement.NotAdopted) {
            return node.put("decision", "IGNORED");
        }
        node.put("policy", judgement.policy())
                .put("rule", judgement.rule())
                .put("cause", judgement.cause())
                .put("mode", judgement.mode().name().toLowerCase(Locale.ROOT))
                .put("counted", judgement.counted());
        switch (judgement.next()) {
            case Judgement.Retried retry -> {
                node.put("decision", "RETRY").put("delaySeconds", retry.delaySeconds());
                if (retry.notAfter() != null) {
                    node.put("notAfter", Timestamps.format(retry.notAfter()));
                }
            }
            case Judgement.Ended end ->
                node.put("decision", "TERMINAL")
                        .put("outcome", end.outcome().name())
                        .put("announce", end.announce());
            case Judgement.NotAdopted _ -> {
                // The parent object has them.
            }
        }
        return node;
    }
}
