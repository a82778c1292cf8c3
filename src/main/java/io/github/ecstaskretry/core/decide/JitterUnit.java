package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.task.AttemptId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The jitter's number, derived from job and attempt. The same event always gives the same delay, and so the same execution input, and
 * tasks that failed together are still spread.
 */
public final class JitterUnit {

    private static final int MANTISSA_BITS = 53;

    private JitterUnit() {}

    /** From 0 inclusive to 1 exclusive: the first {@value #MANTISSA_BITS} bits of SHA-256 of the attempt's launch name. */
    public static double of(AttemptId attempt) {
        byte[] digest = sha256().digest(attempt.launchName().getBytes(StandardCharsets.US_ASCII));
        long bits = ByteBuffer.wrap(digest).getLong() >>> (Long.SIZE - MANTISSA_BITS);
        return bits * 0x1.0p-53;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
