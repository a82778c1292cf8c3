package io.github.ecstaskretry.cli.aws.deployment;

/** There is no deployment to look at, or nobody may; the message says why, and what to do about it. */
public final class UnreadableDeploymentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableDeploymentException(String message, Throwable cause) {
        super(message, cause);
    }
}
