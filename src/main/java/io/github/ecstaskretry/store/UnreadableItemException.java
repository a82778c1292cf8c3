package io.github.ecstaskretry.store;

import io.github.ecstaskretry.core.history.UnreadableAttempt;

/** An item is not in this version's form. The function fails on it; the command line leaves it out and says so. */
public final class UnreadableItemException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient UnreadableAttempt attempt;

    UnreadableItemException(UnreadableAttempt attempt) {
        super(attempt.sentence());
        this.attempt = attempt;
    }

    public UnreadableAttempt attempt() {
        return attempt;
    }
}
