package io.github.ecstaskretry.cli.commands.arguments;

/** A mistake that the user can put right. Its message says what is wrong and how to do it. */
public final class InputError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InputError(String message) {
        super(message);
    }

    public InputError(String message, Throwable cause) {
        super(message, cause);
    }
}
