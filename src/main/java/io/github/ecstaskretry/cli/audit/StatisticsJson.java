package io.github.ecstaskretry.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.audit.Statistics.Figures;
import io.github.ecstaskretry.cli.audit.Statistics.Grouping;
import io.github.ecstaskretry.cli.audit.TaskUsage.Price;
import io.github.ecstaskretry.format.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes the answers of {@code stats} and {@code report} for scripts, without members that have no value. */
public final class StatisticsJson {

    private StatisticsJson() {}

    /** Such as {@code {"version":1,"since":"…","until":"…","by":"family","all":{"jobs":3,…},"groups":[{"key":"etl",…}]}}. */
    public static String write(
            Figures all, SideBySide<Statistics> answers, Grouping by, TimeRange range, @Nullable Price price) {
        ObjectNode answer =
                AuditJson.withPlaces(AuditJson.inRange(range), answers.places()).put("by", by.toString());
        answer.set("all", figures(Json.object(), all, price));
        ArrayNode groups = answer.putArray("groups");
        answers.found()
                .forEach(found -> found.value()
                        .groups()
                        .forEach((key, figures) -> groups.add(figures(
                                AuditJson.in(found.place(), Json.object().put("key", key)), figures, price))));
        return answer.toPrettyString();
    }

    private static ObjectNode figures(ObjectNode node, Figures figures, @Nullable Price price) {
        node.put("jobs", figures.jobs())
                .put("attempts", figures.attempts())
                .put("firstTime", figures.firstTime())
                .put("recovered", figures.recovered())
                .put("untimedRecoveries", figures.untimed())
                .put("lost", figures.lost())
                .put("cancelled", figures.cancelled())
                .put("exhausted", figures.exhausted())
                .put("open", figures.open())
                .put("observed", figures.observed())
                .put("wastedAttempts", figures.wasted())
                .put("firstTimeRate", figures.firstTimeRate())
                .put("recoveryRate", figures.recoveryRate())
                .put("meanRecoverySeconds", seconds(figures.meanRecovery()))
                .put("p95RecoverySeconds", seconds(figures.p95Recovery()));
        node.set("reruns", usage(figures.reruns(), price));
        node.set("lostWork", usage(figures.lostWork(), price));
        ObjectNode days = node.putObject("jobsByDay");
        figures.days().forEach((day, jobs) -> days.put(day.toString(), jobs));
        return node.removeIf(JsonNode::isNull);
    }

    private static ObjectNode usage(TaskUsage used, @Nullable Price price) {
        return Json.object()
                .put("tasks", used.tasks())
                .put("taskHours", rounded(used.taskHours()))
                .put("vcpuHours", rounded(used.vcpuHours()))
                .put("gbHours", rounded(used.gbHours()))
                .put("unsizedTasks", used.unsized())
                .put("cost", price == null ? null : rounded(used.cost(price)))
                .removeIf(JsonNode::isNull);
    }

    private static Double rounded(double number) {
        return Math.round(number * 10_000) / 10_000.0;
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : Long.valueOf(duration.toSeconds());
    }
}
