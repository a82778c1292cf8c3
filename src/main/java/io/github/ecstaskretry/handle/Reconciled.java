package io.github.ecstaskretry.handle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one reconciling has come to.
 *
 * @param looked how many things of each part were looked at
 * @param found how many things were undone and have been done
 * @param latest how late the latest of them was: since the stop of the task, or since the retry was due
 * @param outOfTime the parts that were left off because the time was over
 * @param throttled the parts that were left off because AWS answered that there were too many requests
 * @param failures what could not be done and why, each in a sentence
 */
public record Reconciled(
        Map<Part, Integer> looked,
        Map<Finding, Integer> found,
        Duration latest,
        Set<Part> outOfTime,
        Set<Part> throttled,
        List<String> failures) {

    /** What is looked at, in this order; each part has its share of the time. */
    public enum Part {
        /** Ends that are to be announced. */
        NOTICES(1),
        /** Retries that are overdue. */
        RETRIES(2),
        /** Stopped tasks of the watched clusters. */
        STOPPED_TASKS(3);

        private final int thirds;

        Part(int thirds) {
            this.thirds = thirds;
        }

        /** How much of the whole time may be over when this part ends, so that none takes the time of those after it. */
        Duration share(Duration whole) {
            return whole.multipliedBy(thirds).dividedBy(3);
        }
    }
}
