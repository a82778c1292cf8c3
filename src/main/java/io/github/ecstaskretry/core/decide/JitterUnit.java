package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Sha256;
import java.nio.ByteBuffer;

/**
 * The jitter's number, derived from job and attempt. The same event always gives the same delay, and so the same execution input, and
 * tasks that failed together are still spread.
 */
public final class JitterUnit {

    private static final int MANTISSA_BITS = 53;

    private JitterUnit() {}

    /** From 0 inclusive to 1 exclusive: the first {@value #MANTISSA_BITS} bits of SHA-256 of the attempt's launch name. */
    public static double of(AttemptId attempt) {
        long bits = ByteBuffer.wrap(Sha256.of(attempt.launchName())).getLong() >>> (Long.SIZE - MANTISSA_BITS);
        return bits * 0x1.0p-53;
    }
}
