package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.format.Resources;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** The rule sets that a policy can name: data, read by the reader of every other rule, and only when a policy names one. */
final class PolicyPresets {

    private static final String RESOURCE = "policy-presets.yaml";

    private PolicyPresets() {}

    /**
     * Every preset's rules by the preset's name, in the resource's order. A rule's name has its preset before it, as in {@code
     * spot.interrupted}.
     *
     * @param causes the cause ids that rules may name
     * @throws InvalidPolicyException when a rule names a cause that is not among them
     */
    static Map<String, List<Rule>> read(Set<String> causes) {
        PolicyProblems problems = new PolicyProblems("policy-presets.yaml");
        Map<String, List<Rule>> presets = new LinkedHashMap<>();
        Optional<Node> root = PolicyDocument.parse("policy-presets.yaml", Resources.text(RESOURCE), problems);
        root.map(node ->
                        new PolicyValue("", node, node, problems).map("presets").get("presets"))
                .map(PolicyValue::node)
                .ifPresent(node -> PolicyMap.any("presets", (MappingNode) node, problems)
                        .forEach((name, rules) -> presets.put(name, rules(name, rules, new PolicyRuleReader(causes)))));
        problems.throwIfAny();
        return presets;
    }

    private static List<Rule> rules(String preset, PolicyValue list, PolicyRuleReader reader) {
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (PolicyValue element : list.list()) {
            Rule rule = reader.read(element, names, PolicyFile.DEFAULT_BACKOFF);
            rules.add(rule.of(preset));
        }
        return rules;
    }
}
