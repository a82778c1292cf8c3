package io.github.ecstaskretry.core.history;

import io.github.ecstaskretry.core.task.AttemptId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One notice for the jobs of a window, at least one, that were not announced one by one; in the order of their stops. */
public record Digest(NoticeWindow window, List<GatheredEnd> ends) {

    /** A job's end that waits for the digest, by its last attempt. */
    public record GatheredEnd(AttemptId attempt, String cluster, String family, Instant stoppedAt) {}

    public Digest {
        ends = ends.stream()
                .sorted(Comparator.comparing(GatheredEnd::stoppedAt))
                .toList();
    }

    /** How many jobs each family has, most first. */
    public Map<String, Long> families() {
        return counted(GatheredEnd::family);
    }

    /** How many jobs each cluster has, most first. */
    public Map<String, Long> clusters() {
        return counted(GatheredEnd::cluster);
    }

    private Map<String, Long> counted(Function<GatheredEnd, String> name) {
        return ends.stream().collect(Collectors.groupingBy(name, Collectors.counting())).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, LinkedHashMap::new));
    }
}
