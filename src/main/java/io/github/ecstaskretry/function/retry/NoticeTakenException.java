package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.task.AttemptId;

/**
 * Another invocation took a notice a moment ago. It may die before it sends the notice. Lambda tries the event again a minute later; by
 * then the notice has been sent or is free.
 */
public final class NoticeTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoticeTakenException(AttemptId attempt) {
        super("the notice of " + attempt.launchName()
                + " is being sent by another invocation; the event is to be tried again" + " a minute later");
    }
}
