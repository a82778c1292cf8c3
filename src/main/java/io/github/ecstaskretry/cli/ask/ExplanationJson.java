package io.github.ecstaskretry.cli.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.ask.explain.Explanation;
import io.github.ecstaskretry.cli.ask.explain.Explanation.Answer;
import io.github.ecstaskretry.cli.ask.explain.RuleEvaluation;
import io.github.ecstaskretry.cli.ask.explain.Schedule;
import io.github.ecstaskretry.cli.ask.explain.Schedule.Planned;
import io.github.ecstaskretry.core.classify.Classification;
import io.github.ecstaskretry.core.decide.Decided;
import io.github.ecstaskretry.core.decide.Decision;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An explanation for scripts. Holds no value of any environment. */
public final class ExplanationJson {

    private ExplanationJson() {}

    /**
     * The whole explanation, indented, without what is not known.
     *
     * @param input what the task was read from
     * @param request whether to write the RunTask request in the API's own names too
     */
    public static String write(String input, Explanation explained, boolean request) {
        ObjectNode document = Json.object().put("input", input);
        document.put("jobId", explained.attempt().jobId());
        document.put("attempt", explained.attempt().number());
        document.set("task", task(explained.task()));
        document.set("stop", stop(explained.task()));
        document.set("cause", CatalogueJson.cause(explained.classification().cause()));
        putEvidence(document, explained.classification());
        document.set("policies", asked("policy", explained.policies()));
        switch (explained.answer()) {
            case Answer.Ignored ignored ->
                document.putObject("decision").put("decision", "IGNORE").put("why", ignored.reason());
            case Answer.Adopted adopted -> {
                document.set("rules", asked("rule", adopted.rules()));
                document.set("decision", decision(adopted.decided()));
                document.set("schedule", schedule(adopted.schedule()));
                if (request && adopted.decided().decision() instanceof Decision.Retry retry) {
                    document.set("request", LaunchRequestJson.masked(retry.request()));
                }
            }
        }
        return document.toPrettyString();
    }

    private static ObjectNode task(StoppedTask task) {
        ObjectNode node = Json.object();
        node.put("taskArn", task.arn().value());
        node.put("cluster", task.cluster());
        node.put("family", task.family());
        node.put("taskDefinitionArn", task.taskDefinitionArn());
        putIfPresent(node, "group", task.origin().group());
        putIfPresent(node, "startedBy", task.origin().startedBy());
        putIfPresent(node, "launchType", task.placement().launchType());
        putIfPresent(node, "capacityProvider", task.placement().capacityProvider());
        putTime(node, "createdAt", task.times().createdAt());
        putTime(node, "startedAt", task.times().startedAt());
        putTime(node, "stoppedAt", task.times().stoppedAt());
        return node;
    }

    private static ObjectNode stop(StoppedTask task) {
        ObjectNode node = Json.object();
        putIfPresent(node, "stopCode", task.stop().stopCode());
        putIfPresent(node, "stoppedReason", task.stop().stoppedReason());
        ArrayNode containers = node.putArray("containers");
        for (ContainerExit exit : task.stop().containers()) {
            ObjectNode container = containers.addObject().put("name", exit.name());
            if (exit.exitCode() != null) {
                container.put("exitCode", exit.exitCode());
            }
            putIfPresent(container, "reason", exit.reason());
        }
        return node;
    }

    private static void putEvidence(ObjectNode document, Classification classification) {
        Classification.Evidence evidence = classification.evidence();
        if (evidence == null) {
            return;
        }
        ObjectNode node = document.putObject("recognisedBy");
        node.put("place", EvidenceText.word(evidence.place()));
        putIfPresent(node, "container", evidence.container());
        ArrayNode conditions = node.putArray("conditions");
        EvidenceText.conditions(evidence).forEach(conditions::add);
        ArrayNode phrases = node.putArray("phrases");
        evidence.phrases().forEach(phrase -> phrases.add(phrase.notation()));
    }

    private static ArrayNode asked(String what, List<RuleEvaluation> answers) {
        ArrayNode array = Json.array();
        for (RuleEvaluation asked : answers) {
            ObjectNode node = array.addObject().put(what, asked.name());
            node.put("answer", word(asked.answer()));
            if (asked.answer() == RuleEvaluation.Answer.MISSED) {
                ArrayNode misses = node.putArray("misses");
                asked.misses().forEach(misses::add);
            }
        }
        return array;
    }

    private static String word(RuleEvaluation.Answer answer) {
        return switch (answer) {
            case TOOK -> "took";
            case MISSED -> "missed";
            case NOT_ASKED -> "not-asked";
        };
    }

    private static ObjectNode decision(Decided decided) {
        ObjectNode node = Json.object();
        switch (decided.decision()) {
            case Decision.Retry retry -> {
                node.put("decision", "RETRY");
                node.put("nextAttempt", retry.next().number());
                node.put("delaySeconds", retry.delaySeconds());
                putTime(node, "notBefore", retry.notBefore());
                node.set("runTask", Json.parse(LaunchRequestJson.redacted(retry.request())));
            }
            case Decision.End terminal -> {
                node.put("decision", "TERMINAL");
                node.put("outcome", terminal.outcome().recorded());
                node.put("announce", terminal.announce());
            }
        }
        node.put("policy", decided.ruling().policy());
        node.put("rule", decided.ruling().rule());
        node.put("counted", decided.ruling().counted());
        return node.put("why", decided.ruling().why());
    }

    private static ObjectNode schedule(Schedule schedule) {
        ObjectNode node = Json.object();
        node.put("attemptSeconds", schedule.attemptDuration().toSeconds());
        ArrayNode attempts = node.putArray("attempts");
        for (Planned planned : schedule.attempts()) {
            ObjectNode attempt = attempts.addObject();
            attempt.put("attempt", planned.number());
            attempt.put("delaySeconds", planned.delay().toSeconds());
            attempt.put("minDelaySeconds", planned.delays().shortest().toSeconds());
            attempt.put("maxDelaySeconds", planned.delays().longest().toSeconds());
            putTime(attempt, "start", planned.start());
            putTime(attempt, "latestStart", planned.latestStart());
        }
        node.put("outcome", schedule.outcome().name());
        node.put("why", schedule.why());
        putTime(node, "latestEnd", schedule.latestEnd());
        return node;
    }

    private static void putTime(ObjectNode node, String name, @Nullable Instant time) {
        if (time != null) {
            node.put(name, Timestamps.format(time));
        }
    }

    private static void putIfPresent(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
