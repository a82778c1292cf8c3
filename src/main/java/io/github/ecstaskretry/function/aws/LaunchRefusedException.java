package io.github.ecstaskretry.function.aws;

import io.github.ecstaskretry.core.task.AttemptId;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Step Functions did not start an execution. AWS quotes the request's values in some of its messages, and the input holds
 * secrets: neither message nor cause is kept.
 */
final class LaunchRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final boolean throttled;

    LaunchRefusedException(AttemptId attempt, SfnException refused) {
        super("StartExecution of " + attempt.launchName() + " failed: "
                + refused.awsErrorDetails().errorCode() + " (status " + refused.statusCode() + ", request id "
                + refused.requestId() + ")");
        this.throttled = refused.isThrottlingException();
    }

    /** Whether AWS answered that there are too many requests. */
    boolean throttled() {
        return throttled;
    }
}
