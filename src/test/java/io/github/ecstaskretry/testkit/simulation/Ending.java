package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.TaskEvent;
import java.util.List;

/** How a task ends. */
enum Ending {
    SUCCEEDS {
        @Override
        TaskEvent event() {
            return TaskEvent.exited(0);
        }
    },
    FAILS {
        @Override
        TaskEvent event() {
            return TaskEvent.exited(1);
        }
    },
    HAS_BAD_INPUT {
        @Override
        TaskEvent event() {
            return TaskEvent.exited(64);
        }
    },
    IS_KILLED {
        @Override
        TaskEvent event() {
            return TaskEvent.exited(137);
        }
    },
    RUNS_OUT_OF_MEMORY {
        @Override
        TaskEvent event() {
            return TaskEvent.stopped("EssentialContainerExited", "Essential container in task exited")
                    .container("app", 137, "OutOfMemoryError: Container killed due to memory usage");
        }
    },
    LOSES_ITS_SPOT {
        @Override
        TaskEvent event() {
            return TaskEvent.spotInterrupted();
        }
    },
    GETS_NO_INTERFACE {
        @Override
        TaskEvent event() {
            return TaskEvent.neverStarted("Timeout waiting for network interface provisioning to complete.");
        }
    },
    FINDS_NO_IMAGE {
        @Override
        TaskEvent event() {
            return TaskEvent.neverStarted("CannotPullContainerError: pull image manifest has been retried 1 time(s):"
                    + " failed to resolve ref example/app:1: not found");
        }
    },
    IS_STOPPED_BY_SOMEBODY {
        @Override
        TaskEvent event() {
            return TaskEvent.stopped("UserInitiated", "Task stopped by user").container("app", 143, null);
        }
    };

    private static final List<Ending> ALL = List.of(values());

    /** The event that tells of it, of the example's task. */
    abstract TaskEvent event();

    /** Half of them are what is tried again. */
    static Ending any(Chance chance) {
        return chance.oneOf(chance.in(0.5) ? List.of(FAILS, LOSES_ITS_SPOT, GETS_NO_INTERFACE) : ALL);
    }
}
