package io.github.ecstaskretry.cli.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.ask.explain.Explanation;
import io.github.ecstaskretry.cli.ask.explain.Explanation.Decides;
import io.github.ecstaskretry.cli.ask.explain.Explanation.LeavesAlone;
import io.github.ecstaskretry.cli.ask.explain.Forecast;
import io.github.ecstaskretry.core.classify.Classification;
import io.github.ecstaskretry.core.classify.Phrase;
import io.github.ecstaskretry.core.decide.RuleEvaluation;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import io.github.ecstaskretry.format.notice.NoticeJson;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes an explanation for scripts, without values of environment variables. */
public final class ExplanationJson {

    private ExplanationJson() {}

    /** Writes the explanation, indented, without unknown values. {@code input} says where the task was found. */
    public static String write(String input, Explanation explained, boolean request) {
        ObjectNode document = Json.object()
                .put("input", input)
                .put("jobId", explained.attempt().jobId())
                .put("attempt", explained.attempt().number());
        document.set("task", task(explained.task()));
        document.set("stop", stop(explained.task()));
        document.set("cause", CatalogueDocument.json(explained.classification().cause()));
        putEvidence(document, explained.classification());
        document.set("policies", asked("policy", explained.policies()));
        switch (explained.conclusion()) {
            case LeavesAlone ignored ->
                document.putObject("decision").put("decision", "IGNORE").put("why", ignored.reason());
            case Decides decides -> {
                document.set("rules", asked("rule", decides.plan().verdict().rules()));
                document.set("decision", decision(decides.plan()));
                LaunchText.of(decides.learned()).ifPresent(line -> document.put("launch", line));
                document.set("schedule", schedule(decides.forecast()));
                if (request && decides.plan() instanceof Plan.Relaunch launch) {
                    document.set("request", LaunchRequestJson.masked(launch.request()));
                }
            }
        }
        return document.toPrettyString();
    }

    private static ObjectNode task(StoppedTask task) {
        ObjectNode node = Json.object()
                .put("taskArn", task.arn().value())
                .put("cluster", task.cluster())
                .put("family", task.family())
                .put("taskDefinitionArn", task.taskDefinitionArn());
        Json.putIfPresent(node, "group", task.origin().group());
        Json.putIfPresent(node, "startedBy", task.origin().startedBy());
        Json.putIfPresent(node, "launchType", task.placement().launchType());
        Json.putIfPresent(node, "capacityProvider", task.placement().capacityProvider());
        putTime(node, "createdAt", task.times().createdAt());
        putTime(node, "startedAt", task.times().startedAt());
        putTime(node, "stoppedAt", task.times().stoppedAt());
        return node;
    }

    private static ObjectNode stop(StoppedTask task) {
        ObjectNode node = Json.object();
        Json.putIfPresent(node, "stopCode", task.stop().stopCode());
        Json.putIfPresent(node, "stoppedReason", task.stop().stoppedReason());
        ArrayNode containers = node.putArray("containers");
        task.stop().containers().forEach(container -> containers.add(NoticeJson.container(container)));
        return node;
    }

    private static void putEvidence(ObjectNode document, Classification classification) {
        Classification.Evidence evidence = classification.evidence();
        if (evidence == null) {
            return;
        }
        ObjectNode node = document.putObject("recognisedBy");
        node.put("place", evidence.place().name().toLowerCase(Locale.ROOT));
        Json.putIfPresent(node, "container", evidence.container());
        node.set("conditions", Json.tree(ExplanationText.conditions(evidence)));
        node.set(
                "phrases",
                Json.tree(evidence.phrases().stream().map(Phrase::notation).toList()));
    }

    private static ArrayNode asked(String what, List<RuleEvaluation> answers) {
        ArrayNode array = Json.array();
        for (RuleEvaluation asked : answers) {
            ObjectNode node = array.addObject().put(what, asked.name()).put("answer", word(asked.result()));
            if (asked.result() == RuleEvaluation.Result.MISSED) {
                node.set("misses", Json.tree(asked.misses()));
            }
        }
        return array;
    }

    private static String word(RuleEvaluation.Result result) {
        return switch (result) {
            case MATCHED -> "took";
            case MISSED -> "missed";
            case NOT_EVALUATED -> "not-asked";
        };
    }

    private static ObjectNode decision(Plan plan) {
        ObjectNode node = Json.object();
        switch (plan) {
            case Plan.Relaunch launch -> {
                node.put("decision", "RETRY")
                        .put("nextAttempt", launch.retry().attempt().number())
                        .put("delaySeconds", launch.retry().delay().toSeconds())
                        .put("notBefore", Timestamps.format(launch.retry().notBefore()))
                        .set("runTask", Json.parse(LaunchRequestJson.redacted(launch.request())));
                Json.putIfPresent(node, "launchSource", launch.launchSource());
                NoticeJson.putChanges(node, launch.changes());
            }
            case Plan.NoLaunch ended ->
                node.put("decision", "TERMINAL")
                        .put("outcome", ended.end().outcome().recorded())
                        .put("announce", ended.end().announce());
        }
        Ruling ruling = plan.verdict().ruling();
        return node.put("policy", ruling.policy())
                .put("rule", ruling.rule())
                .put("counted", ruling.counted())
                .put("why", ruling.why());
    }

    private static ObjectNode schedule(Forecast forecast) {
        ObjectNode node =
                Json.object().put("attemptSeconds", forecast.attemptDuration().toSeconds());
        ArrayNode attempts = node.putArray("attempts");
        forecast.attempts()
                .forEach(planned -> NoticeJson.putChanges(
                        attempts.addObject()
                                .put("attempt", planned.number())
                                .put("delaySeconds", planned.retry().delay().toSeconds())
                                .put(
                                        "minDelaySeconds",
                                        planned.retry().shortest().toSeconds())
                                .put(
                                        "maxDelaySeconds",
                                        planned.retry().longest().toSeconds())
                                .put("start", Timestamps.format(planned.retry().notBefore()))
                                .put("latestStart", Timestamps.format(planned.latestStart())),
                        planned.changes()));
        return node.put("outcome", forecast.outcome().name())
                .put("why", forecast.why())
                .put("latestEnd", Timestamps.format(forecast.latestEnd()));
    }

    private static void putTime(ObjectNode node, String name, @Nullable Instant time) {
        Json.putIfPresent(node, name, time == null ? null : Timestamps.format(time));
    }
}
