package io.github.ecstaskretry.cli.doctor.deployed;

import java.util.List;

/**
 * The policy file that the function reads.
 *
 * @param source the layer's version, such as {@code layer ecs-task-retry-policy:7}, or {@code no file}
 * @param version as attempts name it in {@code policyVersion}
 * @param policies the names of its policies
 * @param observing those that only observe
 * @param errors why the function refuses it, such as {@code line 3: policies[0].rules: …}; none when it does not
 * @param warnings what in it has no effect
 * @param unread the layers that come over the file's and could not be looked into, such as {@code layer insights:3}
 */
public record PolicyInForce(
        String source,
        String version,
        List<String> policies,
        List<String> observing,
        List<String> errors,
        List<String> warnings,
        List<String> unread) {

    public PolicyInForce {
        policies = List.copyOf(policies);
        observing = List.copyOf(observing);
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        unread = List.copyOf(unread);
    }

    /** The same under layers that could not be looked into. */
    public PolicyInForce under(List<String> layers) {
        return new PolicyInForce(source, version, policies, observing, errors, warnings, layers);
    }
}
