package io.github.ecstaskretry.cli.audit;

import java.util.List;

/** Percentiles by the nearest rank: always a value that occurred. */
final class Percentile {

    private Percentile() {}

    /**
     * The smallest value that at least so many percent of all do not exceed.
     *
     * @param sorted not empty, ascending
     * @param percent 1 to 100
     */
    static <T> T of(List<T> sorted, int percent) {
        int rank = Math.ceilDiv(percent * sorted.size(), 100);
        return sorted.get(rank - 1);
    }
}
