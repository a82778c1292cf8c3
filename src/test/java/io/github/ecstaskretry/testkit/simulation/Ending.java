package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.TaskEvent;
import java.util.List;

/** How a task ends, and the cause of it: the oracle's own copy of the failure catalogue. */
enum Ending {
    SUCCEEDS("succeeded", "success"),
    FAILS("app-exit", "ambiguous"),
    HAS_BAD_INPUT("app-exit", "ambiguous"),
    IS_KILLED("killed-137", "ambiguous"),
    RUNS_OUT_OF_MEMORY("out-of-memory", "ambiguous"),
    LOSES_ITS_SPOT("spot-interruption", "transient"),
    GETS_NO_INTERFACE("eni-timeout", "transient"),
    FINDS_NO_IMAGE("image-not-found", "permanent"),
    IS_STOPPED_BY_SOMEBODY("user-stop", "intentional");

    private static final List<Ending> ALL = List.of(values());
    private static final List<Ending> RETRIED = List.of(FAILS, LOSES_ITS_SPOT, GETS_NO_INTERFACE);

    private final String cause;
    private final String kind;

    Ending(String cause, String kind) {
        this.cause = cause;
        this.kind = kind;
    }

    String cause() {
        return cause;
    }

    String kind() {
        return kind;
    }

    /** Whether the task had reached RUNNING. */
    boolean started() {
        return this != GETS_NO_INTERFACE && this != FINDS_NO_IMAGE;
    }

    /** The oracle's view of it. */
    Truth truth() {
        return new Truth(cause, kind, started(), false);
    }

    /** The event of this stop, for the example's task. */
    TaskEvent event() {
        return switch (this) {
            case SUCCEEDS -> TaskEvent.exited(0);
            case FAILS -> TaskEvent.exited(1);
            case HAS_BAD_INPUT -> TaskEvent.exited(64);
            case IS_KILLED -> TaskEvent.exited(137);
            case RUNS_OUT_OF_MEMORY ->
                TaskEvent.stopped("EssentialContainerExited", "Essential container in task exited")
                        .container("app", 137, "OutOfMemoryError: Container killed due to memory usage");
            case LOSES_ITS_SPOT -> TaskEvent.spotInterrupted();
            case GETS_NO_INTERFACE ->
                TaskEvent.neverStarted("Timeout waiting for network interface provisioning to complete.");
            case FINDS_NO_IMAGE ->
                TaskEvent.neverStarted("CannotPullContainerError: pull image manifest has been retried 1 time(s):"
                        + " failed to resolve ref example/app:1: not found");
            case IS_STOPPED_BY_SOMEBODY ->
                TaskEvent.stopped("UserInitiated", "Task stopped by user").container("app", 143, null);
        };
    }

    /** Two thirds of them are tried again. Only a task on Spot loses it. */
    static Ending any(Chance chance, boolean spot) {
        Ending ending = chance.oneOf(chance.in(0.5) ? RETRIED : ALL);
        return ending == LOSES_ITS_SPOT && !spot ? FAILS : ending;
    }
}
