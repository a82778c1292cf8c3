package io.github.ecstaskretry.cli.aws.table;

/** The table cannot be read; the message says why, and what to do about it. */
public final class UnreadableTableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableTableException(String message) {
        super(message);
    }

    UnreadableTableException(String message, Throwable cause) {
        super(message, cause);
    }
}
