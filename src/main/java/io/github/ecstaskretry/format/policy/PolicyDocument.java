package io.github.ecstaskretry.format.policy;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** From text to YAML nodes, within bounds: a policy file comes from outside. YAML 1.2 has JSON as a part of it. */
final class PolicyDocument {

    private static final int MOST_CHARACTERS = 256 * 1024;
    private static final int DEEPEST = 16;

    private PolicyDocument() {}

    /** Empty when there are no nodes to read, the reason being noted. */
    static Optional<Node> parse(String file, String text, PolicyProblems problems) {
        if (text.length() > MOST_CHARACTERS) {
            problems.add(Optional.empty(), "", "the file has more than " + MOST_CHARACTERS + " characters");
            return Optional.empty();
        }
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        try {
            if (!withinBounds(new Parse(settings).parseString(text), problems)) {
                return Optional.empty();
            }
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add(Optional.empty(), "", "the file is empty: expected version: 1 and policies: […]");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            problems.add(e.getProblemMark(), "", "neither YAML nor JSON: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(Optional.empty(), "", "neither YAML nor JSON: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Looks at the events one by one, since composing nodes goes as deep as they are nested. */
    private static boolean withinBounds(Iterable<Event> events, PolicyProblems problems) {
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                problems.add(event.getStartMark(), "", "expected one document in the file; here another begins");
                return false;
            }
            if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
                problems.add(event.getStartMark(), "", "anchors and aliases are not taken; write the value out");
                return false;
            }
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                problems.add(event.getStartMark(), "", "nested deeper than " + DEEPEST + " levels");
                return false;
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
        return true;
    }
}
