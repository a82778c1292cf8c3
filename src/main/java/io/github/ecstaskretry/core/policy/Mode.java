package io.github.ecstaskretry.core.policy;

/** Whether a policy's decisions are carried out. */
public enum Mode {
    /** Re-runs are launched and notices are sent. */
    ACT,
    /** Everything is decided and recorded, nothing is launched or announced: to see what a policy would do. */
    OBSERVE
}
