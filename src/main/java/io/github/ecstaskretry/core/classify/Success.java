package io.github.ecstaskretry.core.classify;

import io.github.ecstaskretry.core.task.ContainerExit;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether the containers of a task whose essential container exited did their work (design, section 11). A missing exit code is
 * never 0, and a container that ran out of memory never succeeded: the kernel may have killed a child process only.
 */
final class Success {

    private static final long SIGKILL = 137;
    private static final long SIGTERM = 143;

    private Success() {}

    static boolean of(
            List<ContainerExit> containers,
            @Nullable String decidingContainer,
            Predicate<ContainerExit> ranOutOfMemory) {
        boolean done = false;
        for (ContainerExit container : containers) {
            boolean succeeded = container.succeeded() && !ranOutOfMemory.test(container);
            if (decidingContainer != null) {
                done |= container.name().equals(decidingContainer) && succeeded;
            } else if (!InjectedContainers.contains(container)) {
                if (!succeeded && !toldToStop(container)) {
                    return false;
                }
                done |= succeeded;
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
