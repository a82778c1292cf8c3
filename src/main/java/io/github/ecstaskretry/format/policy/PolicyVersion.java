package io.github.ecstaskretry.format.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The attempts' {@code policyVersion}: the file that decided. */
public final class PolicyVersion {

    /** The version without a file. */
    public static final String BUILT_IN = "built-in";

    private static final int BYTES = 6;

    private PolicyVersion() {}

    /** The first 12 digits of the file's SHA-256, as {@code sha256sum} prints it. */
    public static String of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
