package io.github.ecstaskretry.core.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of exit codes.
 *
 * @param ranges both ends included; a single code is a range of one
 * @param none whether a missing exit code belongs to the set: the container never ran, or its result is unknown
 */
public record ExitCodes(List<Range> ranges, boolean none) {

    /** The largest code: Windows containers end with unsigned 32-bit numbers. */
    public static final long MAX = 4_294_967_295L;

    /** Keeps a copy. */
    public ExitCodes {
        ranges = List.copyOf(ranges);
    }

    /** True when the code, or its absence, belongs to the set. */
    public boolean contains(@Nullable Long exitCode) {
        return exitCode == null ? none : ranges.stream().anyMatch(range -> range.contains(exitCode));
    }

    /**
     * Codes from one to another.
     *
     * @param from the lowest code, at least 0
     * @param to the highest code, at most {@link #MAX}
     */
    public record Range(long from, long to) {
        /**
         * Checks the ends.
         *
         * @throws IllegalArgumentException when the ends are out of range or in the wrong order
         */
        public Range {
            if (from < 0 || to > MAX || from > to) {
                throw new IllegalArgumentException(
                        "expected codes between 0 and " + MAX + ", found " + from + "-" + to);
            }
        }

        boolean contains(long code) {
            return from <= code && code <= to;
        }

        @Override
        public String toString() {
            return from == to ? Long.toString(from) : from + "-" + to;
        }
    }
}
