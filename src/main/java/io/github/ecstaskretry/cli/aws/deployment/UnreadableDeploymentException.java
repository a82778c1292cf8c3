package io.github.ecstaskretry.cli.aws.deployment;

/** The stack cannot be read; the message says why, and what to do about it. */
public final class UnreadableDeploymentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableDeploymentException(String message, Throwable cause) {
        super(message, cause);
    }
}
