package io.github.ecstaskretry.core.decide;

/** How a job ended for good (design, section 3). */
public enum Outcome {
    /** The work was done. */
    SUCCEEDED,
    /** A rule or the catalogue says that trying again is no use. */
    FAILED,
    /** The attempts are spent. */
    EXHAUSTED,
    /** The next attempt would have started after the deadline. */
    EXPIRED,
    /** Stopped on purpose. */
    CANCELLED,
    /** The task cannot be re-run faithfully. */
    UNLAUNCHABLE
}
