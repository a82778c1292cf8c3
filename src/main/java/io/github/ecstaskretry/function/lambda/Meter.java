package io.github.ecstaskretry.function.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.function.retry.Reconciled;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Counts the results of an event, and adds them to the event's log line as metrics in CloudWatch's embedded metric format (Amazon
 * CloudWatch user guide, "Specification: Embedded metric format"). Zeros are left out, so that an idle deployment pays for no metrics.
 *
 * <p>An event counts when its record is written, and is logged when it is over, successful or not. So a repeated event counts nothing,
 * and an event that fails after its record was written counts.
 */
final class Meter {

    /** The specification's limit for the values of one metric in one line. */
    private static final int MOST_VALUES = 100;

    private static final String FAMILY = "Family";

    private final Supplier<String> namespace;
    private final InstantSource clock;
    private final Map<Metric, List<Long>> counted = new EnumMap<>(Metric.class);
    private final Map<String, Map<Metric, List<Long>>> countedByFamily = new TreeMap<>();

    /**
     * Counts for one event at a time, because Lambda gives a process one event at a time. Asks for the namespace only when there is
     * something to write.
     */
    Meter(Supplier<String> namespace, InstantSource clock) {
        this.namespace = namespace;
        this.clock = clock;
    }

    /** Counts a record that has just been written, after these; also by family if its policy says so. */
    void count(RecordedAttempt attempt, JobHistory before, boolean byFamily) {
        Metric.of(attempt, before).forEach((metric, value) -> {
            add(counted, metric, value);
            if (byFamily && Metric.BY_FAMILY.contains(metric)) {
                String family = attempt.subject().family();
                add(countedByFamily.computeIfAbsent(family, _ -> new EnumMap<>(Metric.class)), metric, value);
            }
        });
    }

    /** Counts what a round of reconciling saw. The attempts that it recorded count already. */
    void count(Reconciled round) {
        if (round.held() > 0) {
            add(counted, Metric.HELD, round.held());
        }
        if (round.pendingAge().compareTo(Duration.ZERO) > 0) {
            add(counted, Metric.PENDING_AGE, round.pendingAge().toSeconds());
        }
        if (!round.found().isEmpty()) {
            add(counted, Metric.RECONCILE_LAG, round.latest().toSeconds());
        }
    }

    private static void add(Map<Metric, List<Long>> counts, Metric metric, long value) {
        counts.computeIfAbsent(metric, _ -> new ArrayList<>()).add(value);
    }

    /**
     * The log line of an event with its metrics. A family's metrics need a line of their own unless they equal the deployment's.
     *
     * @param answer a JSON object
     * @return one line, or more if reconciling counted several families
     */
    List<String> lines(String answer) {
        if (counted.isEmpty()) {
            return List.of(answer);
        }
        ObjectNode line = (ObjectNode) Json.parse(answer);
        put(line, counted);
        ArrayNode directives = Json.array().add(directive(counted.keySet()));
        List<ObjectNode> lines = new ArrayList<>(List.of(line));
        countedByFamily.forEach((family, counts) -> {
            boolean whole = counts.entrySet().stream()
                    .allMatch(count -> count.getValue().equals(counted.get(count.getKey())));
            if (whole && countedByFamily.size() == 1) {
                line.put(FAMILY, family);
                directives.add(directive(counts.keySet(), FAMILY));
            } else {
                ObjectNode own = Json.object()
                        .put("result", "metrics")
                        .put("eventId", line.path("eventId").asText());
                put(own.put(FAMILY, family), counts);
                lines.add(emf(own, Json.array().add(directive(counts.keySet(), FAMILY))));
            }
        });
        emf(line, directives);
        counted.clear();
        countedByFamily.clear();
        return lines.stream().map(Json::write).toList();
    }

    private ObjectNode emf(ObjectNode line, ArrayNode directives) {
        line.putObject("_aws").put("Timestamp", clock.millis()).set("CloudWatchMetrics", directives);
        return line;
    }

    private ObjectNode directive(Collection<Metric> metrics, String... dimensions) {
        ObjectNode directive = Json.object().put("Namespace", namespace.get());
        ArrayNode set = directive.putArray("Dimensions").addArray();
        for (String dimension : dimensions) {
            set.add(dimension);
        }
        ArrayNode definitions = directive.putArray("Metrics");
        metrics.forEach(
                metric -> definitions.addObject().put("Name", metric.word()).put("Unit", metric.unit()));
        return directive;
    }

    private static void put(ObjectNode line, Map<Metric, List<Long>> counts) {
        counts.forEach((metric, values) -> {
            if (metric == Metric.RECOVERY_SECONDS && values.size() > 1) {
                ArrayNode array = line.putArray(metric.word());
                values.stream().limit(MOST_VALUES).forEach(array::add);
            } else {
                line.put(
                        metric.word(),
                        values.stream().mapToLong(Long::longValue).sum());
            }
        });
    }
}
