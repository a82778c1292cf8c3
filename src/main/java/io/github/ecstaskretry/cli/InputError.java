package io.github.ecstaskretry.cli;

/** Something that the user can put right: the message says what. */
final class InputError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InputError(String message) {
        super(message);
    }

    InputError(String message, Throwable cause) {
        super(message, cause);
    }
}
