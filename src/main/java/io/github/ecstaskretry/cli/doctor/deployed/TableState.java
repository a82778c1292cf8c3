package io.github.ecstaskretry.cli.doctor.deployed;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attempts table.
 *
 * @param status such as {@code ACTIVE}
 * @param indexes by name
 * @param expiryAttribute the attribute of its time to live; absent when that is off
 * @param restorable whether point-in-time recovery is on
 */
public record TableState(
        String name,
        String status,
        Map<String, Index> indexes,
        Reading<String> expiryAttribute,
        Reading<Boolean> restorable) {

    /**
     * A global secondary index.
     *
     * @param status such as {@code CREATING}
     * @param keys such as {@code family, stoppedAt}
     * @param shows its further attributes; null: all of the table's
     */
    public record Index(
            String status, String keys, @Nullable Set<String> shows) {

        public Index {
            shows = shows == null ? null : Set.copyOf(shows);
        }
    }

    public TableState {
        indexes = Map.copyOf(indexes);
    }
}
