package io.github.ecstaskretry.cli.audit.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.audit.Figures;
import io.github.ecstaskretry.cli.audit.Grouping;
import io.github.ecstaskretry.cli.audit.Statistics;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.format.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts of jobs for scripts. A rate or a time without jobs to count is left out. */
public final class StatisticsJson {

    private StatisticsJson() {}

    /** Such as {@code {"version":1,"since":"…","until":"…","by":"family","all":{"jobs":3,…},"groups":[{"key":"etl",…}]}}. */
    public static String write(Statistics statistics, Grouping by, TimeRange range) {
        ObjectNode answer = JobsJson.inRange(range).put("by", by.toString());
        answer.set("all", figures(Json.object(), statistics.all()));
        ArrayNode groups = answer.putArray("groups");
        statistics
                .groups()
                .forEach((key, figures) -> groups.add(figures(Json.object().put("key", key), figures)));
        return answer.toPrettyString();
    }

    private static ObjectNode figures(ObjectNode node, Figures figures) {
        node.put("jobs", figures.jobs())
                .put("attempts", figures.attempts())
                .put("firstTime", figures.firstTime())
                .put("recovered", figures.recovered())
                .put("untimedRecoveries", figures.untimed())
                .put("lost", figures.lost())
                .put("exhausted", figures.exhausted())
                .put("open", figures.open())
                .put("observed", figures.observed())
                .put("wastedAttempts", figures.wasted())
                .put("firstTimeRate", figures.firstTimeRate())
                .put("recoveryRate", figures.recoveryRate())
                .put("meanRecoverySeconds", seconds(figures.meanRecovery()))
                .put("p95RecoverySeconds", seconds(figures.p95Recovery()));
        ObjectNode days = node.putObject("jobsByDay");
        figures.days().forEach((day, jobs) -> days.put(day.toString(), jobs));
        return node.removeIf(JsonNode::isNull);
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : Long.valueOf(duration.toSeconds());
    }
}
