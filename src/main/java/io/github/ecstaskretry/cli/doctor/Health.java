package io.github.ecstaskretry.cli.doctor;

/** How a part of the deployment is. */
public enum Health {
    OK,
    /** It works, and somebody should look at it. */
    WARNING,
    /** Retries, records or notices are lost as long as it stays so. */
    BROKEN,
    /** It could not be looked at. */
    UNKNOWN
}
