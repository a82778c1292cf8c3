package io.github.ecstaskretry.core.classify;

import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StopCode;
import org.jspecify.annotations.Nullable;

/** When a stopped task has done its work (design, section 11). A missing exit code is never 0. */
final class Success {

    private static final long SIGKILL = 137;
    private static final long SIGTERM = 143;

    private Success() {}

    static boolean of(Stop.TaskStop task, StopCode stopCode, @Nullable String decidingContainer) {
        if (stopCode != StopCode.ESSENTIAL_CONTAINER_EXITED) {
            return false;
        }
        boolean done = false;
        for (ContainerExit container : task.containers()) {
            if (decidingContainer != null) {
                done |= container.name().equals(decidingContainer) && container.succeeded();
            } else if (!InjectedContainers.contains(container)) {
                if (!container.succeeded() && !toldToStop(container)) {
                    return false;
                }
                done |= container.succeeded();
            }
        }
        return done;
    }

    /** A sidecar that ECS stopped after the job was done. */
    private static boolean toldToStop(ContainerExit container) {
        Long code = container.exitCode();
        boolean signalled = code != null && (code == SIGKILL || code == SIGTERM);
        return signalled && (container.reason() == null || container.reason().isBlank());
    }
}
