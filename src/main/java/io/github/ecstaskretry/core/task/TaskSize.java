package io.github.ecstaskretry.core.task;

import org.jspecify.annotations.Nullable;

/**
 * What ECS reserves for a task (Amazon ECS API reference, Task, {@code cpu} and {@code memory}).
 *
 * @param cpu in CPU units, of which a vCPU has 1,024; null if unknown
 * @param memory in MiB; null if unknown
 */
public record TaskSize(@Nullable Long cpu, @Nullable Long memory) {

    public static final TaskSize UNKNOWN = new TaskSize(null, null);
}
