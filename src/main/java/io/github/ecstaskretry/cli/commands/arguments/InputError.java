package io.github.ecstaskretry.cli.commands.arguments;

/** A mistake that the user can correct. The message says what is wrong and what to do. */
public final class InputError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InputError(String message) {
        super(message);
    }

    public InputError(String message, Throwable cause) {
        super(message, cause);
    }
}
