package io.github.ecstaskretry.cli;

import io.github.ecstaskretry.handle.Handled;
import io.github.ecstaskretry.handle.MemoryPorts;
import io.github.ecstaskretry.handle.StoppedTasks;
import io.github.ecstaskretry.job.StoppedTask;
import io.github.ecstaskretry.policy.PolicySet;
import java.util.Map;

/** The function without AWS: what it records stays in memory, what it starts and announces goes nowhere. */
final class FunctionCore {

    private final StoppedTasks stoppedTasks;

    FunctionCore(PolicySet policies, Map<String, String> tags) {
        MemoryPorts ports = new MemoryPorts();
        tags.forEach(ports::tag);
        stoppedTasks = new StoppedTasks(ports.endedAttempts(policies));
    }

    Handled handle(StoppedTask task) {
        return stoppedTasks.handle(task);
    }
}
