package io.github.ecstaskretry.core.policy;

/** How a delay is spread, so that tasks that failed together do not restart together. */
public enum Jitter {
    /** From 0 to the whole delay: Step Functions' {@code FULL}. */
    FULL,
    /** From half of the delay to the whole delay. */
    EQUAL,
    /** Exactly the delay. */
    NONE;

    double spread(double seconds, double unit) {
        return switch (this) {
            case FULL -> seconds * unit;
            case EQUAL -> seconds / 2 + seconds / 2 * unit;
            case NONE -> seconds;
        };
    }
}
