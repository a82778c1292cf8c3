package io.github.ecstaskretry.function.aws;

import io.github.ecstaskretry.function.retry.Throttling;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;

/** What the SDK calls throttling: the services' many error codes for it, and status 429. */
public final class SdkThrottling implements Throttling {

    @Override
    public boolean isBehind(RuntimeException failure) {
        return switch (failure) {
            case LaunchRefusedException refused -> refused.throttled();
            case SdkException sdk -> RetryUtils.isThrottlingException(sdk);
            default -> false;
        };
    }
}
