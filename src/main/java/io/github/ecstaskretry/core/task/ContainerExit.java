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

    /** Whether the container ended with 0. */
    public boolean succeeded() {
        return exitCode != null && exitCode == 0;
    }
}
