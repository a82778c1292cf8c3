package io.github.ecstaskretry.core.policy;

/** What a rule, or {@code otherwise}, says about a stop. */
public enum Action {
    /** Try again, within the limits. */
    RETRY,
    /** Give up: outcome FAILED. */
    FAIL
}
