package io.github.ecstaskretry.cli.doctor.read;

import io.github.ecstaskretry.cli.ask.lint.PolicyLint;
import io.github.ecstaskretry.cli.doctor.Deployment.PolicyInForce;
import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.policy.Mode;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.FileProblem;
import io.github.ecstaskretry.format.InvalidYamlException;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import io.github.ecstaskretry.format.policy.PolicyFile;
import io.github.ecstaskretry.format.policy.PolicyVersion;
import java.util.List;

/** Reads the policy file as the function does. */
public final class DeployedPolicy {

    private DeployedPolicy() {}

    /** Reads a file's text; {@code source} names the file for people. */
    public static PolicyInForce read(String source, String text) {
        Catalogue catalogue = BuiltInCatalogue.CATALOGUE;
        String version = PolicyVersion.of(text);
        try {
            PolicySet policies = PolicyFile.read(source, text, catalogue.ids());
            List<String> warnings = PolicyLint.warnings(policies, catalogue).stream()
                    .map(Object::toString)
                    .toList();
            return inForce(source, version, policies, warnings);
        } catch (InvalidYamlException e) {
            return new PolicyInForce(
                    source,
                    version,
                    List.of(),
                    List.of(),
                    e.problems().stream().map(DeployedPolicy::atItsLine).toList(),
                    List.of(),
                    List.of());
        }
    }

    private static String atItsLine(FileProblem error) {
        return "line " + error.line() + ": " + (error.path().isEmpty() ? "" : error.path() + ": ") + error.problem();
    }

    /** The policies that the function uses without a file. */
    public static PolicyInForce builtIn() {
        return inForce("no file", PolicyVersion.BUILT_IN, PolicyFile.builtIn(), List.of());
    }

    private static PolicyInForce inForce(String source, String version, PolicySet policies, List<String> warnings) {
        return new PolicyInForce(
                source,
                version,
                policies.policies().stream().map(Policy::name).toList(),
                policies.policies().stream()
                        .filter(policy -> policy.mode() == Mode.OBSERVE)
                        .map(Policy::name)
                        .toList(),
                List.of(),
                warnings,
                List.of());
    }
}
