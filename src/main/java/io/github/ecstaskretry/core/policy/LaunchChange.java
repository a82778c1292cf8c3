package io.github.ecstaskretry.core.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule changes in the launch of the next attempt (docs/policy.md).
 *
 * @param launch wins over the policy's {@code launch}
 * @param memory how much more memory the attempt gets; null: no change
 * @param avoid where the attempt does not run
 */
public record LaunchChange(
        LaunchParameters launch, @Nullable MoreMemory memory, Set<Avoid> avoid) {

    public static final LaunchChange NONE = new LaunchChange(LaunchParameters.NOTHING, null, Set.of());

    public LaunchChange {
        avoid = Set.copyOf(avoid);
    }

    /**
     * More memory after a task that had too little.
     *
     * @param factor by which the memory grows at least, more than 1
     * @param max the limit, in MiB
     */
    public record MoreMemory(double factor, long max) {

        /** The memory that is needed, in MiB; at most the limit. */
        public long enough(long memory) {
            return Math.min(max, (long) Math.ceil(memory * factor));
        }
    }

    /** A place of the attempt that ended, which the next attempt avoids. */
    public enum Avoid {
        /** Its subnet, or its zone if it had no network interface of its own. */
        ZONE,
        /** Its EC2 instance. */
        HOST
    }
}
