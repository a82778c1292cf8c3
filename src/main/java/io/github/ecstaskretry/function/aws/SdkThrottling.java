package io.github.ecstaskretry.function.aws;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;

/** What the SDK calls throttling: the services' many error codes for it, and status 429. */
public final class SdkThrottling {

    private SdkThrottling() {}

    /** Whether AWS answered that there are too many requests, so that more of the same kind would not help now. */
    public static boolean isBehind(RuntimeException failure) {
        return switch (failure) {
            case LaunchRefusedException refused -> refused.throttled();
            case SdkException sdk -> RetryUtils.isThrottlingException(sdk);
            default -> false;
        };
    }
}
