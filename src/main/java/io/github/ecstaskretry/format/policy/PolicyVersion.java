package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.core.task.Sha256;
import java.util.HexFormat;

/** The attempts' {@code policyVersion}: the file that decided. */
public final class PolicyVersion {

    /** The version without a file. */
    public static final String BUILT_IN = "built-in";

    private static final int BYTES = 6;

    private PolicyVersion() {}

    /** The first 12 digits of the file's SHA-256, as {@code sha256sum} prints it. */
    public static String of(String text) {
        return HexFormat.of().formatHex(Sha256.of(text), 0, BYTES);
    }
}
