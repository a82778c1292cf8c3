package io.github.ecstaskretry.core.policy;

/** What a rule, or {@code otherwise}, says about a stop. */
public enum Verdict {
    /** Try again, within the limits. */
    RETRY,
    /** Give up: outcome FAILED. */
    FAIL
}
