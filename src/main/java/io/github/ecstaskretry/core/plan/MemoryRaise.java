package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.history.ChangedParameter;
import io.github.ecstaskretry.core.policy.LaunchChange.MoreMemory;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StoppedTask.ContainerMemory;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * More memory for the next attempt. Later attempts keep it, because ECS repeats the overrides in each task's event.
 *
 * @param task the task's overrides that change
 * @param containers the containers' limits that change, in MiB
 * @param changes the same changes in words
 * @param notes sentences that say why the memory stays as it is; empty if it grows
 */
record MemoryRaise(
        Map<String, Object> task, Map<String, Long> containers, List<ChangedParameter> changes, List<String> notes) {

    static final MemoryRaise NONE = new MemoryRaise(Map.of(), Map.of(), List.of(), List.of());
    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";

    private static MemoryRaise stays(String note) {
        return new MemoryRaise(Map.of(), Map.of(), List.of(), List.of(note));
    }

    /** Changes nothing if the rule asks for no memory, or if the attempt had no task. */
    static MemoryRaise of(EndedAttempt ended, @Nullable MoreMemory more) {
        if (more == null || !(ended.stop() instanceof Stop.TaskStop stop)) {
            return NONE;
        }
        Map<String, Long> limits = limits(ended);
        return ended.placement().fargate()
                ? onFargate(ended.placement(), more, limits, victims(stop, limits))
                : elsewhere(ended.placement(), more, limits, victims(stop, limits));
    }

    /** Container limits grow in proportion to the task, so that they still fit together. */
    private static MemoryRaise onFargate(
            Placement placement, MoreMemory more, Map<String, Long> limits, List<String> victims) {
        TaskSize size = placement.size();
        Long cpu = size.cpu();
        Long memory = size.memory();
        if (cpu == null || memory == null) {
            return stays("The event does not contain the task's size, so the memory stays.");
        }
        Optional<FargateSize> next = FargateSize.atLeast(
                        cpu, more.enough(memory), more.max(), placement.detail().windows())
                .filter(found -> found.memory() > memory);
        if (next.isEmpty()) {
            return stays(atTheMax(memory, more));
        }
        Map<String, Long> raised = new TreeMap<>();
        victims.forEach(
                victim -> raised.put(victim, limit(limits, victim) * next.get().memory() / memory));
        return raise(size, next.get().memory(), next.get().cpu(), limits, raised);
    }

    /**
     * A container is killed at its own limit, unless only the task has a limit. ECS shows the sum of the reservations as the task's
     * memory.
     */
    private static MemoryRaise elsewhere(
            Placement placement, MoreMemory more, Map<String, Long> limits, List<String> victims) {
        TaskSize size = placement.size();
        Long memory = size.memory();
        if (victims.isEmpty()) {
            if (memory == null || !placement.detail().memory().isEmpty()) {
                return stays("The event shows no limit of a container, so the memory stays.");
            }
            long enough = more.enough(memory);
            return enough <= memory ? stays(atTheMax(memory, more)) : raise(size, enough, null, limits, Map.of());
        }
        Map<String, Long> raised = new TreeMap<>();
        victims.stream()
                .filter(victim -> more.enough(limit(limits, victim)) > limit(limits, victim))
                .forEach(victim -> raised.put(victim, more.enough(limit(limits, victim))));
        if (raised.isEmpty()) {
            return stays(atTheMax(limit(limits, victims.getFirst()), more));
        }
        long sum = limits.keySet().stream()
                .mapToLong(container -> limit(raised.containsKey(container) ? raised : limits, container))
                .sum();
        return raise(size, memory != null && sum > memory ? (Long) sum : null, null, limits, raised);
    }

    private static MemoryRaise raise(
            TaskSize size,
            @Nullable Long memory,
            @Nullable Long cpu,
            Map<String, Long> limits,
            Map<String, Long> raised) {
        Map<String, Object> task = new LinkedHashMap<>();
        List<ChangedParameter> changes = new ArrayList<>();
        if (memory != null) {
            task.put(MEMORY, memory.toString());
            changes.add(new ChangedParameter(MEMORY, String.valueOf(size.memory()), memory.toString()));
        }
        if (cpu != null && !cpu.equals(size.cpu())) {
            task.put(CPU, cpu.toString());
            changes.add(new ChangedParameter(CPU, String.valueOf(size.cpu()), cpu.toString()));
        }
        raised.forEach((container, limit) -> changes.add(new ChangedParameter(
                MEMORY + " of container " + container, Long.toString(limit(limits, container)), limit.toString())));
        return new MemoryRaise(task, raised, changes, List.of());
    }

    private static String atTheMax(long memory, MoreMemory more) {
        return "The memory stays at " + memory + ", because the rule's max is " + more.max() + ".";
    }

    /** The limits of the containers that have one; an override counts as a limit. */
    private static Map<String, Long> limits(EndedAttempt ended) {
        Map<String, Long> limits = new TreeMap<>();
        ended.placement().detail().memory().forEach((name, memory) -> put(limits, name, memory));
        ended.overrides().containers().forEach(container -> {
            if (container.other().get(MEMORY) instanceof Number limit) {
                limits.put(container.name(), limit.longValue());
            }
        });
        return limits;
    }

    private static void put(Map<String, Long> limits, String name, ContainerMemory memory) {
        Long limit = memory.limit();
        if (limit != null) {
            limits.put(name, limit);
        }
    }

    private static long limit(Map<String, Long> limits, String container) {
        return limits.getOrDefault(container, 0L);
    }

    /** The containers with a limit that ECS reports as killed for their memory; if it reports none, all containers with a limit. */
    private static List<String> victims(Stop.TaskStop stop, Map<String, Long> limits) {
        List<String> named = stop.containers().stream()
                .filter(MemoryRaise::isKilledForItsMemory)
                .map(ContainerExit::name)
                .filter(limits::containsKey)
                .toList();
        return named.isEmpty() ? List.copyOf(limits.keySet()) : named;
    }

    private static boolean isKilledForItsMemory(ContainerExit exit) {
        String reason = exit.reason();
        return reason != null && reason.toLowerCase(Locale.ROOT).contains("outofmemory");
    }

    TaskOverrides in(TaskOverrides overrides) {
        Map<String, Map<String, Object>> fields = new LinkedHashMap<>();
        containers.forEach((container, limit) -> fields.put(container, Map.of(MEMORY, limit)));
        return overrides.with(task, fields);
    }
}
