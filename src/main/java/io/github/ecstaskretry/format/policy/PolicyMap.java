package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.format.DidYouMean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping of a policy file. Keys that are not known, or there twice, are errors. */
final class PolicyMap {

    private final String path;
    private final Node node;
    private final Map<String, Node> values;
    private final PolicyProblems problems;

    private PolicyMap(String path, Node node, Map<String, Node> values, PolicyProblems problems) {
        this.path = path;
        this.node = node;
        this.values = values;
        this.problems = problems;
    }

    static PolicyMap empty(String path, Node place, PolicyProblems problems) {
        return new PolicyMap(path, place, Map.of(), problems);
    }

    static PolicyMap of(String path, MappingNode mapping, List<String> known, PolicyProblems problems) {
        Map<String, Node> values = new LinkedHashMap<>();
        keys(path, mapping, problems).forEach((key, tuple) -> {
            if (known.contains(key)) {
                values.put(key, tuple.getValueNode());
            } else {
                problems.add(
                        tuple.getKeyNode().getStartMark(),
                        join(path, key),
                        "unknown key" + DidYouMean.hint(key, known) + "; known are " + String.join(", ", known));
            }
        });
        return new PolicyMap(path, mapping, values, problems);
    }

    /** A mapping whose keys are the user's own. */
    static Map<String, PolicyValue> any(String path, MappingNode mapping, PolicyProblems problems) {
        Map<String, PolicyValue> values = new LinkedHashMap<>();
        keys(path, mapping, problems)
                .forEach((key, tuple) ->
                        values.put(key, new PolicyValue(join(path, key), tuple.getValueNode(), mapping, problems)));
        return values;
    }

    private static Map<String, NodeTuple> keys(String path, MappingNode mapping, PolicyProblems problems) {
        Map<String, NodeTuple> keys = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode().getStartMark(), path, "expected a text as key");
            } else if (keys.putIfAbsent(key.getValue(), tuple) != null) {
                problems.add(key.getStartMark(), join(path, key.getValue()), "the key is there twice");
            }
        }
        return keys;
    }

    /** What stands under the key; its absence shows when it is read. */
    PolicyValue get(String key) {
        return new PolicyValue(join(path, key), values.get(key), node, problems);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
