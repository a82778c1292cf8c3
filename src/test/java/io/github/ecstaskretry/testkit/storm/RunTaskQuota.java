package io.github.ecstaskretry.testkit.storm;

import java.time.Duration;
import java.time.Instant;

/**
 * RunTask's token bucket for one account: 20 calls at once, and 20 more a second (Amazon ECS developer guide, "AWS Fargate
 * throttling quotas").
 */
final class RunTaskQuota {

    private static final double BURST = 20;
    private static final double PER_SECOND = 20;

    private final Instant opens;
    private double tokens = BURST;
    private Instant filled;

    /**
     * A full bucket.
     *
     * @param opens until then it refuses every call, as if others used it up
     */
    RunTaskQuota(Instant opens) {
        this.opens = opens;
        this.filled = opens;
    }

    boolean allows(Instant now) {
        if (now.isBefore(opens)) {
            return false;
        }
        tokens = Math.min(BURST, tokens + Duration.between(filled, now).toMillis() / 1_000.0 * PER_SECOND);
        filled = now;
        boolean allowed = tokens >= 1;
        if (allowed) {
            tokens--;
        }
        return allowed;
    }
}
