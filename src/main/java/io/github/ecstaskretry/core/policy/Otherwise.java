package io.github.ecstaskretry.core.policy;

/** What a policy does with a stop whose cause is ambiguous and that no rule takes. */
public enum Otherwise {
    /** Try again if the task never reached RUNNING, because then it did no work; else give up. */
    RETRY_UNSTARTED,
    /** Try again, within the limits. */
    RETRY,
    /** Give up: the job ends FAILED. */
    FAIL
}
