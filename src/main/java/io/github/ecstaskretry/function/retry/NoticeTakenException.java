package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.task.AttemptId;

/**
 * Another invocation has taken a notice on a moment ago. Nobody knows yet whether it lives to send it; Lambda tries the event again
 * a minute later, when it has either been sent or is free.
 */
public final class NoticeTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoticeTakenException(AttemptId attempt) {
        super("the notice of " + attempt.launchName()
                + " is being sent by another invocation; the event is to be tried again" + " a minute later");
    }
}
