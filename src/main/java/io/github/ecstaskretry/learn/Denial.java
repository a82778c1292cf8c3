package io.github.ecstaskretry.learn;

import io.github.ecstaskretry.core.learn.LaunchSource.Candidates;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Turns a call that AWS denied into a source without an answer, whose reason names the permission. */
final class Denial {

    private Denial() {}

    /** No launches, if access to an action such as {@code events:ListTargetsByRule} was denied. Throws any other failure. */
    static Candidates of(AwsServiceException failure, String action) {
        String code = failure.awsErrorDetails() == null
                ? ""
                : failure.awsErrorDetails().errorCode();
        if (code != null && code.startsWith("AccessDenied")) {
            return new Candidates(List.of(), List.of("AWS denied " + action + "."), action);
        }
        throw failure;
    }
}
