package io.github.ecstaskretry.function.aws;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;

/** Throttling as the SDK defines it: status 429 and the services' many error codes. */
public final class SdkThrottling {

    private SdkThrottling() {}

    /** Whether AWS throttled the call, so that more calls of that kind would fail now. */
    public static boolean isBehind(RuntimeException failure) {
        return switch (failure) {
            case LaunchRefusedException refused -> refused.throttled();
            case SdkException sdk -> RetryUtils.isThrottlingException(sdk);
            default -> false;
        };
    }
}
