package io.github.ecstaskretry.cli.aws.deployment;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/** A call that is made again when, and as often as, the SDK's own clients would make it again. */
final class Retried {

    private Retried() {}

    /**
     * Calls.
     *
     * @param scope the service
     * @throws SdkException the last one
     */
    static <T> T call(String scope, Supplier<T> call) {
        RetryStrategy strategy = AwsRetryStrategy.defaultRetryStrategy();
        RetryToken token = strategy.acquireInitialToken(AcquireInitialTokenRequest.create(scope))
                .token();
        while (true) {
            try {
                return call.get();
            } catch (SdkException e) {
                token = next(strategy, token, e);
            }
        }
    }

    private static RetryToken next(RetryStrategy strategy, RetryToken token, SdkException failure) {
        try {
            RefreshRetryTokenResponse next = strategy.refreshRetryToken(RefreshRetryTokenRequest.builder()
                    .token(token)
                    .failure(failure)
                    .build());
            Thread.sleep(next.delay());
            return next.token();
        } catch (TokenAcquisitionFailedException noMore) {
            throw failure;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
