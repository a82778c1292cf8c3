package io.github.ecstaskretry.core.policy;

import org.jspecify.annotations.Nullable;

/**
 * What a rule changes in the launch of the next attempt (design, section 18).
 *
 * @param launch wins over the policy's {@code launch}
 * @param memory how much more memory it gets; null: as much as before
 */
public record LaunchChange(
        LaunchParameters launch, @Nullable MoreMemory memory) {

    /** Changes nothing. */
    public static final LaunchChange NONE = new LaunchChange(LaunchParameters.NOTHING, null);

    /**
     * More memory after a task that had too little.
     *
     * @param factor by which the memory grows at least, more than 1
     * @param max which it never exceeds, in MiB
     */
    public record MoreMemory(double factor, long max) {

        /** The least memory that is enough, in MiB; not more than the max. */
        public long enough(long memory) {
            return Math.min(max, (long) Math.ceil(memory * factor));
        }
    }
}
