package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.cli.aws.AwsErrors;
import software.amazon.awssdk.core.exception.SdkException;

/** The table cannot be read. The message says why, and what to do about it. */
public final class UnreadableTableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableTableException(String message) {
        super(message);
    }

    /**
     * The table cannot be read.
     *
     * @param action the IAM action that was needed, such as {@code dynamodb:Query}
     */
    UnreadableTableException(String table, String action, SdkException cause) {
        super("cannot read the table '" + table + "': " + AwsErrors.explain(cause, action, "AuditPolicyArn"), cause);
    }
}
