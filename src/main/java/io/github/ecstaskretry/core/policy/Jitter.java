package io.github.ecstaskretry.core.policy;

/** How a delay is spread, so that tasks which failed together do not come back together. */
public enum Jitter {
    /** Anything from nothing to the whole delay: Step Functions' {@code FULL}. */
    FULL,
    /** Half of the delay for certain, the other half spread. */
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
