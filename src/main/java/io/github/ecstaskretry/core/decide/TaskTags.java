package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.Map;
import java.util.Optional;

/** Port: what ECS knows of a task and task events do not contain. */
public interface TaskTags {

    /** The task's tags, as far as they can be known. */
    Answer of(StoppedTask task);

    /** The id of the EC2 instance of a container instance; empty if ECS does not know it or denies the call. */
    default Optional<String> instanceId(String clusterArn, String containerInstanceArn) {
        return Optional.empty();
    }

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
