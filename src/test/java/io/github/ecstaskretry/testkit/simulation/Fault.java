package io.github.ecstaskretry.testkit.simulation;

import java.util.List;

/** What can go wrong. */
enum Fault {
    /** The function dies before the call. */
    DIES_BEFORE,
    /** The call takes effect, and the function dies before it has the answer. */
    DIES_AFTER,
    /** The service refuses the call. */
    THROTTLED,
    /** The call does not take effect, and no answer comes. */
    REQUEST_LOST,
    /** The call takes effect, and no answer comes. */
    ANSWER_LOST,
    /** The call takes effect, no answer comes, and the SDK calls again by itself. */
    CALLED_AGAIN,
    /** The call hangs for longer than the function may run. */
    HANGS,
    /** An event is delivered again, at once or later. */
    DUPLICATED,
    /** An event is delivered late. */
    DELAYED,
    /** An event is never delivered. */
    LOST,
    /** Somebody stops an execution. */
    ABORTED,
    /** The execution fails by itself before or after its call of RunTask. */
    BROKEN,
    /** Another policy is deployed. */
    POLICY_CHANGED;

    /** Of a call of the function. */
    static final List<Fault> OF_CALLS =
            List.of(DIES_BEFORE, DIES_AFTER, THROTTLED, REQUEST_LOST, ANSWER_LOST, CALLED_AGAIN, HANGS);

    /** Of RunTask, called by the state machine. */
    static final List<Fault> OF_RUN_TASK = List.of(THROTTLED, REQUEST_LOST, ANSWER_LOST, BROKEN);

    /** Of an event on its way. */
    static final List<Fault> OF_EVENTS = List.of(DUPLICATED, DELAYED, LOST);
}
