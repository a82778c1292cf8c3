package io.github.ecstaskretry.core.policy;

/** The terminal events that a policy can ask to be told of over SNS. */
public enum Announcement {
    /** The first attempt did the work. */
    SUCCEEDED,
    /** A later attempt did the work. */
    RECOVERED,
    /** A rule or the catalogue says that trying again is no use. */
    FAILED,
    /** The attempts are spent. */
    EXHAUSTED,
    /** The deadline would have passed before the next attempt. */
    EXPIRED,
    /** Stopped on purpose. */
    CANCELLED,
    /** The task cannot be re-run faithfully. */
    UNLAUNCHABLE
}
