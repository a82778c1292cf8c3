package io.github.ecstaskretry.function.aws;

import io.github.ecstaskretry.core.task.AttemptId;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Step Functions did not start an execution. Some of AWS's messages quote the request, and the input holds secrets, so the exception
 * keeps neither message nor cause.
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

    /** Whether AWS throttled the request. */
    boolean throttled() {
        return throttled;
    }
}
