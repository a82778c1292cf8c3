package io.github.ecstaskretry.cli.aws;

import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** AWS's name of an error, such as {@code AccessDeniedException} (each service's API reference, "Common Errors"). */
public final class ErrorCode {

    private ErrorCode() {}

    /** The name; empty where the answer has none, and is hardly AWS's: see {@link NonAwsResponse}. */
    public static String of(AwsServiceException e) {
        return e.awsErrorDetails() == null
                ? ""
                : Objects.requireNonNullElse(e.awsErrorDetails().errorCode(), "");
    }
}
