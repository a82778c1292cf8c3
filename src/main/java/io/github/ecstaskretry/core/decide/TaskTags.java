package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.Map;

/** Port: the tags of a task, which task events do not carry. */
public interface TaskTags {

    /** The task's tags, as far as they can be known. */
    Answer of(StoppedTask task);

    /** Unknown is not none: a task without tags is known to have none. */
    sealed interface Answer {}

    /** All tags of the task. */
    record KnownTags(Map<String, String> tags) implements Answer {}

    /**
     * ECS has forgotten the task or denies the call.
     *
     * @param because a sentence
     */
    record UnknownTags(String because) implements Answer {}
}
