package io.github.ecstaskretry.core.policy;

import io.github.ecstaskretry.core.task.AttemptId;
import java.util.List;

/**
 * A set of attempt numbers.
 *
 * @param ranges both ends included; a single number is a range of one
 */
public record AttemptNumbers(List<Range> ranges) {

    /** Keeps a copy. */
    public AttemptNumbers {
        ranges = List.copyOf(ranges);
    }

    /** True when the number belongs to the set. */
    public boolean contains(int attempt) {
        return ranges.stream().anyMatch(range -> range.from() <= attempt && attempt <= range.to());
    }

    /**
     * Attempts from one to another.
     *
     * @param from the lowest number, at least 1
     * @param to the highest number, at most {@link AttemptId#MAX_NUMBER}
     */
    public record Range(int from, int to) {
        /**
         * Checks the ends.
         *
         * @throws IllegalArgumentException when the ends are out of range or in the wrong order
         */
        public Range {
            if (from < 1 || to > AttemptId.MAX_NUMBER || from > to) {
                throw new IllegalArgumentException(
                        "expected attempts between 1 and " + AttemptId.MAX_NUMBER + ", found " + from + "-" + to);
            }
        }
    }
}
