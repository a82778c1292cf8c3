package io.github.ecstaskretry.format.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** On which line of a policy file the places are that errors and warnings name by their paths. */
public final class PolicyLines {

    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private PolicyLines() {}

    /** Of a file's text; one that cannot be parsed has only its first line. */
    public static PolicyLines of(String text) {
        PolicyLines lines = new PolicyLines();
        PolicyDocument.parse("", text, new PolicyProblems("")).ifPresent(root -> lines.note("", root));
        return lines;
    }

    /**
     * The line, from 1, of a place, or of what encloses it when it is not written there.
     *
     * @param path such as {@code policies[0].rules[1].when.cluster}
     */
    public int line(String path) {
        for (String place = path; !place.isEmpty(); place = enclosing(place)) {
            Integer line = lines.get(place);
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    private static String enclosing(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }

    private void note(String path, Node node) {
        lines.putIfAbsent(path, line(node));
        if (node instanceof SequenceNode sequence) {
            List<Node> elements = sequence.getValue();
            for (int index = 0; index < elements.size(); index++) {
                note(path + "[" + index + "]", elements.get(index));
            }
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    String member = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
                    lines.putIfAbsent(member, line(key));
                    note(member, tuple.getValueNode());
                }
            }
        }
    }

    private static int line(Node node) {
        Optional<Mark> mark = node.getStartMark();
        return mark.map(Mark::getLine).orElse(0) + 1;
    }
}
