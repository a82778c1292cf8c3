package io.github.ecstaskretry.core.task;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The normalised end of an attempt: a task that stopped, or a launch that made no task. */
public sealed interface Stop {

    /**
     * A task that reached STOPPED.
     *
     * @param stopCode AWS's text; null in old events
     * @param stoppedReason AWS's text, for {@code UserInitiated} the caller's; null when there is none
     * @param containers in the event's order, which is not stable between events of one task
     * @param launchType {@code FARGATE}, {@code EC2}, …; null if the event does not contain it
     */
    record TaskStop(
            @Nullable String stopCode,
            @Nullable String stoppedReason,
            List<ContainerExit> containers,
            @Nullable String launchType)
            implements Stop {

        public TaskStop {
            containers = List.copyOf(containers);
        }

        /** The stop code as one of those known. */
        public StopCode code() {
            return StopCode.of(stopCode);
        }

        /** Whether the task has a container of that name. */
        public boolean has(@Nullable String container) {
            return containers.stream().anyMatch(exit -> exit.name().equals(container));
        }

        /**
         * Whether a program of the task ran, even if the task never reached RUNNING. A task is RUNNING once all its containers are
         * (Amazon ECS agent, pull request 592), so that one container can end before another has started. A sidecar that ECS
         * stopped because the others could not start does not count.
         *
         * @param decidingContainer the policy's {@code container}; null if it names none
         */
        public boolean ran(@Nullable String decidingContainer) {
            return containers.stream()
                            .anyMatch(exit -> exit.endedByItself()
                                    || (exit.ran() && exit.name().equals(decidingContainer)))
                    || (code() == StopCode.ESSENTIAL_CONTAINER_EXITED
                            && !containers.isEmpty()
                            && containers.stream().allMatch(ContainerExit::ran));
        }
    }

    /**
     * A RunTask that made no task: it was refused, or answered with {@code failures}.
     *
     * @param error the exception's name such as {@code Ecs.ClientException}; null when RunTask answered with failures
     * @param text the failure's reason or the exception's message; null if AWS gave none
     * @param detail the failure's detail; null when there is none
     */
    record LaunchFailure(
            @Nullable String error,
            @Nullable String text,
            @Nullable String detail) implements Stop {

        /** The error of a launch that somebody stopped before it was due. */
        public static final String ABORTED = "ExecutionAborted";

        /** The error of a launch whose task was made and can no longer be found, so that its end is unknown. */
        public static final String TASK_LOST = "TaskLost";

        /** The error of a launch that never began and cannot be repeated, because the values of its environment are lost. */
        public static final String VALUES_LOST = "LaunchValuesLost";

        /** The error of a launch that came after the job's deadline. {@code sam/wait-and-run.asl.json} gives it. */
        public static final String TOO_LATE = "TooLate";

        /** The error of a launch that may have made a task if AWS does not let us look, or if the cluster was deleted. */
        public static final String UNVERIFIED = "LaunchUnverified";

        /** The error of a launch that never happened, because no source knew how the task before it was launched. */
        public static final String LAUNCH_UNKNOWN = "LaunchUnknown";

        private static final Set<String> LOST = Set.of(TASK_LOST, VALUES_LOST, UNVERIFIED, LAUNCH_UNKNOWN);
        private static final String ECS = "Ecs.";
        private static final Set<String> NO_ANSWERS = Set.of("Ecs.ServerException", "Ecs.SdkClientException");

        /** Whether this records a loss, because the true end was unknown. The true end may arrive later. */
        public boolean lost() {
            return error != null && LOST.contains(error);
        }

        /** Whether RunTask itself answered that there is no task. After any other error there may be one. */
        public boolean answered() {
            return error == null;
        }

        /**
         * Whether the call may have made a task without an answer that says so. An exception of ECS is an answer, unless the server
         * failed or the client received nothing.
         */
        public boolean inDoubt() {
            return error != null && !error.equals(TOO_LATE) && (!error.startsWith(ECS) || NO_ANSWERS.contains(error));
        }
    }
}
