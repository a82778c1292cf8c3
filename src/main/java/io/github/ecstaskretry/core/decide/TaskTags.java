package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.Map;
import java.util.Optional;

/** Port: facts about a task that ECS knows and that task events do not contain. */
public interface TaskTags {

    /** The task's tags, if they can be known. */
    Answer of(StoppedTask task);

    /** The id of the EC2 instance of a container instance; empty if ECS does not know it or denies the call. */
    default Optional<String> instanceId(String clusterArn, String containerInstanceArn) {
        return Optional.empty();
    }

    /** Tells unknown tags from a task that is known to have no tags. */
    sealed interface Answer {}

    /** All tags of the task. */
    record KnownTags(Map<String, String> tags) implements Answer {}

    /** ECS has forgotten the task or denies the call; the sentence says which. */
    record UnknownTags(String because) implements Answer {}
}
