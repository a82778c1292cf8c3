package io.github.ecstaskretry.core.task;

import org.jspecify.annotations.Nullable;

/**
 * How one container of the task ended.
 *
 * @param name the container's name in the task definition, or the one that AWS gave to a container it injected
 * @param exitCode null if the container never ran or its result is unknown, which never means 0. A long, because Windows codes are
 *     unsigned 32-bit numbers
 * @param reason ECS's text about this container, at most 1,024 characters; null when there is none
 */
public record ContainerExit(
        String name, @Nullable Long exitCode, @Nullable String reason) {

    public static final long SIGKILL = 137;
    public static final long SIGTERM = 143;

    /**
     * Whether AWS added the container: the GuardDuty agent (Amazon GuardDuty user guide, "How Runtime Monitoring works with
     * Fargate") or the Service Connect proxy (Amazon ECS developer guide, "Service Connect").
     */
    public boolean injected() {
        return name.startsWith("aws-guardduty-agent") || name.startsWith("ecs-service-connect");
    }

    /** Whether its program ran and ended. The container runtime exits with 125 to 128 if it could not start one. */
    boolean ran() {
        return exitCode != null && !(exitCode >= 125 && exitCode <= 128) && !injected();
    }

    /** The same, unless ECS may have ended it: with a signal, or by asking it to stop. */
    boolean endedByItself() {
        return exitCode != null && ran() && exitCode != 0 && exitCode != SIGKILL && exitCode != SIGTERM;
    }

    public boolean succeeded() {
        return exitCode != null && exitCode == 0;
    }
}
