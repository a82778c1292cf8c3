package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.function.retry.Handled;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.function.retry.StoppedTasks;
import java.util.Map;

/** The function without AWS: records stay in memory, and executions and notices go nowhere. */
final class FunctionCore {

    private final StoppedTasks stoppedTasks;

    FunctionCore(PolicySet policies, Map<String, String> tags) {
        MemoryPorts ports = new MemoryPorts();
        tags.forEach(ports::tag);
        stoppedTasks = new StoppedTasks(ports.endedAttempts(policies), TaskEvent.OURS);
    }

    Handled handle(StoppedTask task) {
        return stoppedTasks.handle(task);
    }
}
