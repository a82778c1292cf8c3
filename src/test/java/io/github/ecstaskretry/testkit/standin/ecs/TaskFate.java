package io.github.ecstaskretry.testkit.standin.ecs;

import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fate of a launch. */
public sealed interface TaskFate {

    /** How long a task lives when nothing else is said. */
    Duration A_MINUTE = Duration.ofMinutes(1);

    /** RunTask makes a task. */
    sealed interface Task extends TaskFate {}

    /**
     * The task runs, or tries to, and stops.
     *
     * @param after from RunTask to STOPPED, before the time scale
     * @param started whether it reaches RUNNING
     * @param stopCode such as {@code EssentialContainerExited}
     * @param stoppedReason as ECS words it
     * @param containers how they end; every other container has no exit code and no reason
     */
    record Stops(Duration after, boolean started, String stopCode, String stoppedReason, List<ContainerEnd> containers)
            implements Task {

        public Stops {
            containers = List.copyOf(containers);
        }

        /** The same in another time. */
        public Stops after(Duration otherTime) {
            return new Stops(otherTime, started, stopCode, stoppedReason, containers);
        }
    }

    /** The task runs until somebody stops it. */
    record KeepsRunning() implements Task {}

    /** The task is made, but RunTask answers with the error: the answer is lost. */
    record AnswerLost(Task task, AwsError error) implements TaskFate {}

    /** RunTask answers with status 200 and an entry in {@code failures}; there is no task. */
    record Unplaced(String reason, @Nullable String detail) implements TaskFate {}

    /** RunTask answers with an error; there is no task. */
    record Refused(AwsError error) implements TaskFate {}

    /**
     * How a container ends.
     *
     * @param exitCode null if it never ran or died with its host
     * @param reason of ECS; null for a plain exit
     */
    record ContainerEnd(
            String name,
            @Nullable Integer exitCode,
            @Nullable String reason) {}

    /** The container exits by itself and takes the task with it. */
    static Stops exits(String container, int exitCode) {
        return exits(new ContainerEnd(container, exitCode, null));
    }

    /** The same with several containers. */
    static Stops exits(ContainerEnd... containers) {
        return new Stops(
                A_MINUTE, true, "EssentialContainerExited", "Essential container in task exited", List.of(containers));
    }

    /** The container is killed for its memory. */
    static Stops outOfMemory(String container) {
        return exits(new ContainerEnd(container, 137, "OutOfMemoryError: Container killed due to memory usage"));
    }

    /** The task never reaches RUNNING. */
    static Stops failsToStart(String stoppedReason) {
        return new Stops(A_MINUTE, false, "TaskFailedToStart", stoppedReason, List.of());
    }

    /** Fargate Spot takes the capacity back. */
    static Stops spotInterrupted(String container) {
        return new Stops(
                A_MINUTE,
                true,
                "SpotInterruption",
                "Your Spot Task was interrupted.",
                List.of(new ContainerEnd(container, 137, null)));
    }

    /** An entry in {@code failures}, such as {@code RESOURCE:MEMORY}. */
    static Unplaced unplaced(String reason) {
        return new Unplaced(reason, null);
    }

    static Refused refused(AwsError error) {
        return new Refused(error);
    }
}
