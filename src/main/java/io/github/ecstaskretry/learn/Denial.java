package io.github.ecstaskretry.learn;

import io.github.ecstaskretry.core.learn.LaunchSource.Candidates;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Turns a call that AWS denied into a source without an answer, whose reason names the permission. */
public final class Denial {

    private static final String DENIED = "AWS denied ";

    private Denial() {}

    /** The action that AWS denied, if that is the reason why a source has no launches. */
    public static Optional<String> action(String reason) {
        return reason.startsWith(DENIED)
                ? Optional.of(reason.substring(DENIED.length(), reason.length() - 1))
                : Optional.empty();
    }

    /** No launches, if access to an action such as {@code events:ListTargetsByRule} was denied. Throws any other failure. */
    static Candidates of(AwsServiceException failure, String action) {
        String code = failure.awsErrorDetails() == null
                ? ""
                : failure.awsErrorDetails().errorCode();
        if (code != null && code.startsWith("AccessDenied")) {
            return Candidates.none(DENIED + action + ".");
        }
        throw failure;
    }
}
