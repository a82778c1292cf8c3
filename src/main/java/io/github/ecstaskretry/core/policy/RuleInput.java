package io.github.ecstaskretry.core.policy;

import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.policy.Match.Candidate;
import io.github.ecstaskretry.core.task.Stop;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts about an ended attempt that rules can test.
 *
 * @param cause the cause that the failure catalogue found
 * @param attempt the number of the attempt within its job, from 1
 * @param started whether the task reached RUNNING, or a container of it ran and ended before that; a failed launch never did
 * @param launchType AWS's text; null if the event has none
 * @param capacityProvider null if none placed the task
 * @param task the facts that policies match
 * @param tags the task's tags; empty if no policy or rule needs them
 */
public record RuleInput(
        Stop stop,
        Cause cause,
        int attempt,
        boolean started,
        @Nullable String launchType,
        @Nullable String capacityProvider,
        Candidate task,
        Map<String, String> tags) {

    public RuleInput {
        tags = Map.copyOf(tags);
    }
}
