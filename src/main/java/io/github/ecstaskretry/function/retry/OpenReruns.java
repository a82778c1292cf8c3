package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.RunTaskRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Port: reruns whose first attempt may not be on record. Implementations throw if AWS fails. */
public interface OpenReruns {

    /**
     * A rerun, as the index has it.
     *
     * @param since when an operator ordered it
     */
    record OpenRerun(String jobId, String clusterArn, Instant since) {}

    /**
     * The order that the command recorded.
     *
     * @param request of attempt 1, without the values of the environment
     * @param valuesGiven whether the operator gave values; only the command had them
     */
    record OrderedRerun(RunTaskRequest request, boolean valuesGiven) {}

    /** Reruns that were ordered before the given time, in parts that the iteration fetches. The answer may be some seconds old. */
    List<Iterable<OpenRerun>> open(Instant before, Consumer<RuntimeException> unreadable);

    /** The recorded order; empty if the rerun is closed. The read is strongly consistent. */
    Optional<OrderedRerun> ordered(String jobId);

    /** Notes that attempt 1 is on record. Idempotent. */
    void close(String jobId);
}
