package io.github.ecstaskretry.testkit.simulation;

/**
 * The true end of an attempt.
 *
 * @param cause its id in the failure catalogue
 * @param kind the cause's kind
 * @param started whether the task had reached RUNNING
 * @param launch whether it is a launch that failed, and no task
 */
record Truth(String cause, String kind, boolean started, boolean launch) {

    static Truth ofLaunch(String cause, String kind) {
        return new Truth(cause, kind, false, true);
    }
}
