package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.task.AttemptId;
import java.time.Instant;

/**
 * A launch failed in a way that may have made a task, but ECS does not list the task yet. A failed launch that is recorded now could
 * start the next attempt beside that task; Lambda tries the event again a minute later.
 */
public final class LaunchInDoubtException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LaunchInDoubtException(AttemptId attempt, Instant listed) {
        super("whether ECS has made the task of " + attempt.launchName() + " can be told from " + listed
                + "; the event is to be tried again then");
    }
}
