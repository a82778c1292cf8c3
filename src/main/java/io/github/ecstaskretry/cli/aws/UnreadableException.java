package io.github.ecstaskretry.cli.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** AWS does not show something that a command needs. The message says why, and what to do. */
public final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableException(String message) {
        super(message);
    }

    public UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * A call to AWS failed.
     *
     * @param cannot such as {@code cannot read the table 'attempts'}
     * @param action the IAM action that the call needs, such as {@code dynamodb:Query}
     * @param output the stack's output that names a policy with that action; or null
     */
    public UnreadableException(String cannot, String action, @Nullable String output, SdkException cause) {
        super(cannot + ": " + AwsErrors.explain(cause, action, output), cause);
    }
}
