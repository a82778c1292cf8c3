package io.github.ecstaskretry.aws;

import io.github.ecstaskretry.handle.Throttling;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;

/** What the SDK calls throttling: the services' many error codes for it, and status 429. */
public final class SdkThrottling implements Throttling {

    @Override
    public boolean isBehind(RuntimeException failure) {
        return failure instanceof SdkException sdk && RetryUtils.isThrottlingException(sdk);
    }
}
