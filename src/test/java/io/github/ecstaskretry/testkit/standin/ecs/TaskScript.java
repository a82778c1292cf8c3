package io.github.ecstaskretry.testkit.standin.ecs;

import java.util.List;

/** Decides the fate of each launch. ECS does not ask again for a launch whose client token it knows. */
@FunctionalInterface
public interface TaskScript {

    TaskFate fate(Launch launch);

    /** Every task ends that way. */
    static TaskScript always(TaskFate fate) {
        return launch -> fate;
    }

    /** The container is killed for its memory, unless the task was launched with this much, in MiB. */
    static TaskScript needsMemory(String container, long memory) {
        return launch -> launch.memory() < memory ? TaskFate.outOfMemory(container) : TaskFate.exits(container, 0);
    }

    /** Fargate Spot takes its capacity back, each time; on demand the task does its work. */
    static TaskScript succeedsOnlyOnDemand(String container) {
        return launch -> launch.capacityProvider().equals("FARGATE_SPOT")
                ? TaskFate.spotInterrupted(container)
                : TaskFate.exits(container, 0);
    }

    /** The first launch of a family ends in the first way, the second in the second; the last way is kept for the rest. */
    static TaskScript inOrder(TaskFate... fates) {
        List<TaskFate> order = List.of(fates);
        return launch -> order.get(Math.min(launch.number(), order.size()) - 1);
    }
}
