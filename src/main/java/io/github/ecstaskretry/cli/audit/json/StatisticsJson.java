package io.github.ecstaskretry.cli.audit.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.audit.Figures;
import io.github.ecstaskretry.cli.audit.Grouping;
import io.github.ecstaskretry.cli.audit.Statistics;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import java.util.Locale;

/** Jobs in figures, for scripts; a rate or a time that nothing was counted for is left out. */
public final class StatisticsJson {

    private StatisticsJson() {}

    /** Such as {@code {"version":1,"since":"…","until":"…","by":"family","all":{"jobs":3,…},"groups":[{"key":"etl",…}]}}. */
    public static String write(Statistics statistics, Grouping by, TimeRange range) {
        ObjectNode answer = Json.object()
                .put("version", 1)
                .put("since", Timestamps.format(range.since()))
                .put("until", Timestamps.format(range.until()))
                .put("by", by.name().toLowerCase(Locale.ROOT));
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
                .put("wastedAttempts", figures.wasted());
        if (figures.firstTimeRate() != null) {
            node.put("firstTimeRate", figures.firstTimeRate());
        }
        if (figures.recoveryRate() != null) {
            node.put("recoveryRate", figures.recoveryRate());
        }
        if (figures.meanRecovery() != null) {
            node.put("meanRecoverySeconds", figures.meanRecovery().toSeconds());
        }
        if (figures.p95Recovery() != null) {
            node.put("p95RecoverySeconds", figures.p95Recovery().toSeconds());
        }
        ObjectNode days = node.putObject("jobsByDay");
        figures.days().forEach((day, jobs) -> days.put(day.toString(), jobs));
        return node;
    }
}
