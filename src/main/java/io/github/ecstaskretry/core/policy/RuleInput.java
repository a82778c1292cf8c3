package io.github.ecstaskretry.core.policy;

import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.policy.Match.Candidate;
import io.github.ecstaskretry.core.task.Stop;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a rule can see of one attempt that ended.
 *
 * @param stop how it ended
 * @param cause what the catalogue makes of that
 * @param attempt which attempt of its job it was, from 1
 * @param started whether the task ever ran; a launch that failed never did
 * @param launchType AWS's text; null when the event does not tell
 * @param capacityProvider null when none placed the task
 * @param task as policies are matched against it
 * @param tags the task's, empty when nothing asked for them
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

    /** Keeps a copy. */
    public RuleInput {
        tags = Map.copyOf(tags);
    }
}
