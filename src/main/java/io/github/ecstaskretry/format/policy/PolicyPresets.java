package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.format.Resources;
import io.github.ecstaskretry.format.YamlDocument;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rule sets that a policy can name under {@code presets}. They are read only if a policy names one. */
final class PolicyPresets {

    private static final String FILE = "policy-presets.yaml";

    private PolicyPresets() {}

    /**
     * Every preset's rules by the preset's name, in the order of the file. The name of each rule begins with its preset's, as in
     * {@code spot.interrupted}.
     *
     * @param causes the cause ids that rules may name
     * @throws io.github.ecstaskretry.format.InvalidYamlException if a rule names another cause
     */
    static Map<String, List<Rule>> read(Set<String> causes) {
        YamlDocument document = new YamlDocument(FILE, Resources.text(FILE));
        RuleReader reader = new RuleReader(causes);
        Map<String, List<Rule>> presets = new LinkedHashMap<>();
        document.root().keys(List.of("presets")).get("presets").members().forEach((preset, rules) -> {
            Set<String> names = new HashSet<>();
            presets.put(
                    preset,
                    rules.list().stream()
                            .map(rule -> reader.read(rule, names, PolicyFile.DEFAULT_BACKOFF)
                                    .of(preset))
                            .toList());
        });
        document.throwIfInvalid();
        return presets;
    }
}
