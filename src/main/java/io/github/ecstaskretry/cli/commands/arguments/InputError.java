package io.github.ecstaskretry.cli.commands.arguments;

/** Something that the user can put right: the message says what. */
public final class InputError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InputError(String message) {
        super(message);
    }

    public InputError(String message, Throwable cause) {
        super(message, cause);
    }
}
