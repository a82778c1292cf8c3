package io.github.ecstaskretry.testkit.simulation;

import java.util.List;

/** The faults. */
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
    /** The call takes seconds and succeeds. */
    SLOW,
    /** An event is delivered again, at once or later. */
    DUPLICATED,
    /** An event is delivered late. */
    DELAYED,
    /** An event is never delivered. */
    LOST,
    /** Somebody stops an execution. */
    ABORTED,
    /** Somebody redrives an execution that has failed. */
    REDRIVEN,
    /** The execution fails by itself before or after its call of RunTask. */
    BROKEN,
    /** Another policy file is deployed. */
    POLICY_CHANGED,
    /** A file is deployed that only observes, or lacks the policy. */
    POLICY_REMOVED,
    /** The function or a service has an outage of minutes to days. */
    OUTAGE,
    /** The function has an outage of hours, and the dead letters stay in the queue for days. */
    LEFT_IN_QUEUE,
    /** A cluster is deleted as soon as nothing runs in it. */
    CLUSTER_DELETED,
    /** The function and the state machine may not use a cluster any more. */
    CLUSTER_FORBIDDEN,
    /** ListTasks leaves out a task that it has shown before. */
    LIST_LAGS,
    /** Somebody gives the rules and schedules another network. */
    SOURCE_CHANGED,
    /** Somebody deletes the rules and schedules. */
    SOURCE_DELETED,
    /** Schedules get twins whose names begin alike. */
    SOURCE_AMBIGUOUS,
    /** The function may not read rules and schedules any more. */
    SOURCES_FORBIDDEN,
    /** The function may not read CloudTrail's event history any more. */
    RECORDS_FORBIDDEN,
    /** CloudTrail shows a record hours later. */
    RECORD_LATE,
    /** CloudTrail never shows a record. */
    RECORD_MISSING,
    /** CloudTrail shows a record twice. */
    RECORD_TWICE,
    /** CloudTrail shows records in another order. */
    RECORDS_SHUFFLED,
    /** Another writer holds an item of a transaction. */
    CONFLICT,
    /** Somebody replays events of last year. */
    REPLAYED,
    /** Tasks failed shortly before the first deployment. */
    OLD_FAILURES;

    /** The faults of a call of the function. */
    static final List<Fault> OF_CALLS =
            List.of(DIES_BEFORE, DIES_AFTER, THROTTLED, REQUEST_LOST, ANSWER_LOST, CALLED_AGAIN, HANGS, SLOW);

    /** The faults of RunTask, called by the state machine. */
    static final List<Fault> OF_RUN_TASK = List.of(THROTTLED, REQUEST_LOST, ANSWER_LOST, BROKEN);

    /** The faults of an event on its way. */
    static final List<Fault> OF_EVENTS = List.of(DUPLICATED, DELAYED, LOST);
}
