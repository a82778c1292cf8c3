package io.github.ecstaskretry.function.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.doctor.PolicyInForce;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.format.FileProblem;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.format.policy.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicySourceTest {

    private static final Set<String> CAUSES = CatalogueYaml.builtIn().ids();

    @TempDir
    Path folder;

    @Test
    void theNamedFileIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("policy.yaml"), TestPolicies.PATIENT);

        assertThat(PolicySource.load(file.toString(), CAUSES).policies().policies())
                .extracting(Policy::name)
                .containsExactly("patient");
    }

    @Test
    void theBuiltInPolicyAppliesWithoutAFile() {
        assertThat(PolicySource.load(null, CAUSES).policies()).isEqualTo(PolicyFile.builtIn());
        assertThat(PolicySource.load(" ", CAUSES).policies()).isEqualTo(PolicyFile.builtIn());
    }

    @Test
    void theVersionIsTheFilesOwn() throws IOException {
        Path file = Files.writeString(folder.resolve("policy.yaml"), TestPolicies.PATIENT);
        String version = PolicySource.load(file.toString(), CAUSES).version();
        Files.writeString(file, TestPolicies.PATIENT + "# another\n");

        assertThat(version).matches("[0-9a-f]{12}");
        assertThat(PolicySource.load(file.toString(), CAUSES).version()).isNotEqualTo(version);
        assertThat(PolicySource.load(null, CAUSES).version()).isEqualTo("built-in");
    }

    @Test
    void theVersionIsTheOneThatDoctorShows() throws IOException {
        Path file = Files.writeString(folder.resolve("policy.yaml"), TestPolicies.PATIENT + "# größer\n");

        assertThat(PolicyInForce.read("layer", Files.readString(file)).version())
                .isEqualTo(PolicySource.load(file.toString(), CAUSES).version());
        assertThat(PolicyInForce.builtIn().version())
                .isEqualTo(PolicySource.load(null, CAUSES).version());
    }

    @Test
    void aNamedFileThatIsNotThereIsNotReplaced() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PolicySource.load(folder + "/gone.yaml", CAUSES))
                .withMessageContaining("RETRY_POLICY")
                .withMessageContaining("gone.yaml");
    }

    @Test
    void aBadFileFailsWithItsFirstMistakeAndKeepsTheOthers() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "version: 2\npolicies: 5\n");

        assertThatExceptionOfType(BadPolicyException.class)
                .isThrownBy(() -> PolicySource.load(file.toString(), CAUSES))
                .withMessageContaining("all of which are in the log")
                .withMessageEndingWith("bad.yaml:1:10: version: expected a whole number from 1 to 1; found '2'")
                .satisfies(failure -> assertThat(failure.mistakes())
                        .extracting(FileProblem::line)
                        .containsExactly(1, 2, 2));
    }
}
