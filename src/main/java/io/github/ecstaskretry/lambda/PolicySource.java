package io.github.ecstaskretry.lambda;

import io.github.ecstaskretry.format.PolicyFile;
import io.github.ecstaskretry.policy.PolicySet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the policies come from: the file that is named, else the layer's file, else the built-in policy. */
final class PolicySource {

    /** Lambda unpacks layers under {@code /opt} (AWS Lambda developer guide, "Working with layers"). */
    static final Path LAYER_FILE = Path.of("/opt/retry-policy.yaml");

    private static final int VERSION_BYTES = 6;

    private PolicySource() {}

    /**
     * Loads and checks the policies.
     *
     * @param named {@code RETRY_POLICY}; null when it is not set
     * @param causes the catalogue's cause ids, which rules may name
     * @throws IllegalStateException when the named file cannot be read
     * @throws io.github.ecstaskretry.format.InvalidPolicyException with every error, when it can and is wrong
     */
    static PolicySet load(@Nullable String named, Set<String> causes) {
        if (named != null && !named.isBlank()) {
            Path file = Path.of(named);
            if (!Files.isReadable(file)) {
                throw new IllegalStateException("RETRY_POLICY: there is no readable file '" + named + "'");
            }
            return read(file, causes);
        }
        return Files.isReadable(LAYER_FILE) ? read(LAYER_FILE, causes) : PolicyFile.builtIn();
    }

    /** The first 12 digits of the SHA-256 of the file that {@link #load} reads, or {@code built-in}. */
    static String version(@Nullable String named) {
        boolean given = named != null && !named.isBlank();
        Path file = given ? Path.of(named) : LAYER_FILE;
        if (!given && !Files.isReadable(file)) {
            return "built-in";
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest, 0, VERSION_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the policy file " + file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static PolicySet read(Path file, Set<String> causes) {
        try {
            return PolicyFile.read(file.toString(), Files.readString(file), causes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the policy file " + file, e);
        }
    }
}
