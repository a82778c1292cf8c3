package io.github.ecstaskretry.core.policy;

/** What a rule does with the stops that it takes. */
public enum Action {
    /** Try again, within the limits. */
    RETRY,
    /** Give up: the job ends FAILED. */
    FAIL,
    /** The work is done: the job ends SUCCEEDED. For exit codes other than 0 that mean success. */
    SUCCEED
}
