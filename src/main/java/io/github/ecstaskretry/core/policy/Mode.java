package io.github.ecstaskretry.core.policy;

/** Whether the function carries out a policy's decisions. */
public enum Mode {
    /** It launches re-runs and sends notices. */
    ACT,
    /** It decides and records, but launches and announces nothing: to see what a policy would do. */
    OBSERVE
}
