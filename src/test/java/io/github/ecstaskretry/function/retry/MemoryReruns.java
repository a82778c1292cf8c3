package io.github.ecstaskretry.function.retry;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Open reruns in memory. */
public final class MemoryReruns implements OpenReruns {

    private final Map<String, OrderedRerun> ordered = new LinkedHashMap<>();
    private Instant since = Instant.MAX;

    /** An operator has ordered a rerun. */
    public void open(OrderedRerun rerun, Instant at) {
        ordered.put(rerun.request().attempt().jobId(), rerun);
        since = at;
    }

    @Override
    public List<Iterable<OpenRerun>> open(Instant before, Consumer<RuntimeException> unreadable) {
        return since.isBefore(before)
                ? List.of(ordered.values().stream()
                        .map(OrderedRerun::request)
                        .map(request -> new OpenRerun(request.attempt().jobId(), request.cluster(), since))
                        .toList())
                : List.of();
    }

    @Override
    public Optional<OrderedRerun> ordered(String jobId) {
        return Optional.ofNullable(ordered.get(jobId));
    }

    @Override
    public void close(String jobId) {
        ordered.remove(jobId);
    }
}
