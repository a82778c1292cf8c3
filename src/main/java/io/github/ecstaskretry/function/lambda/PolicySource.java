package io.github.ecstaskretry.function.lambda;

import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.InvalidYamlException;
import io.github.ecstaskretry.format.policy.PolicyFile;
import io.github.ecstaskretry.format.policy.PolicyVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The source of the policies: the named file, else the layer's file, else the built-in policy. */
final class PolicySource {

    /** Lambda unpacks layers under {@code /opt} (AWS Lambda developer guide, "Working with layers"). */
    static final Path LAYER_FILE = Path.of("/opt/retry-policy.yaml");

    private PolicySource() {}

    /** The policies, and their version: the first 12 digits of the file's SHA-256, or {@code built-in}. */
    record Loaded(PolicySet policies, String version) {}

    /**
     * Loads and checks the policies.
     *
     * @param named {@code RETRY_POLICY}; null when it is not set
     * @param causes the catalogue's cause ids, which rules may name
     * @throws IllegalStateException when the named file cannot be read
     * @throws BadPolicyException if the file has mistakes
     */
    static Loaded load(@Nullable String named, Set<String> causes) {
        if (named != null && !named.isBlank()) {
            Path file = Path.of(named);
            if (!Files.isReadable(file)) {
                throw new IllegalStateException("RETRY_POLICY: there is no readable file '" + named + "'");
            }
            return read(file, causes);
        }
        return Files.isReadable(LAYER_FILE)
                ? read(LAYER_FILE, causes)
                : new Loaded(PolicyFile.builtIn(), PolicyVersion.BUILT_IN);
    }

    private static Loaded read(Path file, Set<String> causes) {
        try {
            String text = Files.readString(file);
            return new Loaded(PolicyFile.read(file.toString(), text, causes), PolicyVersion.of(text));
        } catch (InvalidYamlException e) {
            throw new BadPolicyException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the policy file " + file, e);
        }
    }
}
