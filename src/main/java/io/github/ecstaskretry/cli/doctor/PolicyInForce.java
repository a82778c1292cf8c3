package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.ask.lint.PolicyLint;
import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.FileProblem;
import io.github.ecstaskretry.format.InvalidYamlException;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import io.github.ecstaskretry.format.policy.PolicyFile;
import io.github.ecstaskretry.format.policy.PolicyVersion;
import java.util.List;

/**
 * The policy file that the function reads.
 *
 * @param source the layer's version, such as {@code layer ecs-task-retry-policy:7}, or {@code no file}
 * @param version as attempts name it in {@code policyVersion}
 * @param set empty if the function refuses the file
 * @param errors why the function refuses the file, such as {@code line 3: policies[0].rules: …}
 * @param warnings about parts without effect
 * @param unread the layers above the file's that could not be read, such as {@code layer insights:3}
 */
public record PolicyInForce(
        String source, String version, PolicySet set, List<String> errors, List<String> warnings, List<String> unread) {

    /** Reads a file's text as the function does; {@code source} names the file for people. */
    public static PolicyInForce read(String source, String text) {
        Catalogue catalogue = BuiltInCatalogue.CATALOGUE;
        String version = PolicyVersion.of(text);
        try {
            PolicySet policies = PolicyFile.read(source, text, catalogue.ids());
            List<String> warnings = PolicyLint.warnings(policies, catalogue).stream()
                    .map(Object::toString)
                    .toList();
            return accepted(source, version, policies, warnings);
        } catch (InvalidYamlException e) {
            List<String> errors =
                    e.problems().stream().map(PolicyInForce::atItsLine).toList();
            return new PolicyInForce(source, version, new PolicySet(List.of()), errors, List.of(), List.of());
        }
    }

    private static String atItsLine(FileProblem error) {
        return "line " + error.line() + ": " + (error.path().isEmpty() ? "" : error.path() + ": ") + error.problem();
    }

    /** The policies that the function uses if it has no file. */
    public static PolicyInForce builtIn() {
        return accepted("no file", PolicyVersion.BUILT_IN, PolicyFile.builtIn(), List.of());
    }

    private static PolicyInForce accepted(String source, String version, PolicySet set, List<String> warnings) {
        return new PolicyInForce(source, version, set, List.of(), warnings, List.of());
    }

    public List<String> policies() {
        return set.policies().stream().map(Policy::name).toList();
    }

    public List<String> observing() {
        return set.policies().stream()
                .filter(policy -> policy.mode() == Mode.OBSERVE)
                .map(Policy::name)
                .toList();
    }

    /** The same file under layers that could not be read. */
    public PolicyInForce under(List<String> layers) {
        return new PolicyInForce(source, version, set, errors, warnings, layers);
    }
}
