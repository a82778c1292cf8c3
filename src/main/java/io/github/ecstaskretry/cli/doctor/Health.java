package io.github.ecstaskretry.cli.doctor;

/** The state of one part of the deployment. */
public enum Health {
    OK,
    /** It works, and somebody should look at it. */
    WARNING,
    /** Retries, records or notices are lost until it is fixed. */
    BROKEN,
    /** It could not be checked. */
    UNKNOWN
}
