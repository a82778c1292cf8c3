package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.Map;

/** Port: the tags of a task, which task events do not carry. */
public interface TaskTags {

    /** The task's tags; empty when it has none or ECS has forgotten the task. */
    Map<String, String> of(StoppedTask task);
}
