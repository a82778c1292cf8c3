package io.github.ecstaskretry.store;

import io.github.ecstaskretry.core.history.UnreadableAttempt;

/** An item is not as this version writes it. The function fails on it; whoever lists attempts leaves it out, and says so. */
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
