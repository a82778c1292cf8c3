package io.github.ecstaskretry.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML 1.2 or JSON text that a person wrote. It reads the text within limits, collects every problem with its line, and knows the
 * line of each place. It takes one document without anchors and aliases, of at most 262,144 characters and 16 levels.
 */
public final class YamlDocument {

    private static final int MOST_CHARACTERS = 256 * 1024;
    private static final int DEEPEST = 16;
    private static final int MOST_PROBLEMS = 100;
    private static final int LONGEST_TEXT = 500;

    private final String file;
    private final @Nullable Node root;
    private final List<FileProblem> problems = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    /** Parses a text of that file. A text that is not YAML becomes a problem, not an exception. */
    public YamlDocument(String file, String text) {
        this.file = file;
        this.root = text.length() > MOST_CHARACTERS ? tooLong() : parse(text);
    }

    /** The whole document; absent if the text could not be parsed, which is noted. */
    public YamlValue root() {
        return new YamlValue("", root, root, this);
    }

    /** Throws an {@link InvalidYamlException} with every problem so far, if there is one. */
    public void throwIfInvalid() {
        if (!problems.isEmpty()) {
            throw new InvalidYamlException(shown());
        }
    }

    /** The line, from 1, on which a place such as {@code policies[0].rules[1].when.cluster} is written; else that of what encloses it. */
    public int line(String path) {
        if (lines.isEmpty() && root != null) {
            noteLines("", root);
        }
        for (String place = path; !place.isEmpty(); place = enclosing(place)) {
            Integer line = lines.get(place);
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    void problem(Optional<Mark> mark, String path, String problem) {
        problem(mark.map(Mark::getLine).orElse(0), mark.map(Mark::getColumn).orElse(0), path, problem);
    }

    private void problem(int line, int column, String path, String problem) {
        problems.add(new FileProblem(file, line + 1, column + 1, shortened(path), shortened(problem)));
    }

    private @Nullable Node tooLong() {
        problem(0, 0, "", "the file has more than " + MOST_CHARACTERS + " characters");
        return null;
    }

    private @Nullable Node parse(String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        try {
            if (!isWithinBounds(text, new Parse(settings).parseString(text))) {
                return null;
            }
            Optional<Node> composed = new Compose(settings).composeString(text);
            if (composed.isEmpty()) {
                problem(0, 0, "", "the file is empty");
            }
            return composed.orElse(null);
        } catch (MarkedYamlEngineException e) {
            SyntaxMistake mistake = SyntaxMistake.of(text, e);
            problem(mistake.line(), mistake.column(), "", mistake.advice());
        } catch (YamlEngineException e) {
            problem(0, 0, "", "not valid YAML or JSON: " + e.getMessage());
        }
        return null;
    }

    /** Checks the parser's events one by one, because composing nodes recurses as deep as the text nests. */
    private boolean isWithinBounds(String text, Iterable<Event> events) {
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            String problem = null;
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                problem = "a second document begins here; the file can have only one";
            } else if (event instanceof AliasEvent) {
                problem = SyntaxMistake.unquotedStar(text, event.getStartMark());
            } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
                problem = "anchors (&) and aliases (*) are not supported; write the value out";
            } else if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                problem = "nested deeper than " + DEEPEST + " levels";
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (problem != null) {
                problem(event.getStartMark(), "", problem);
                return false;
            }
        }
        return true;
    }

    private void noteLines(String path, Node node) {
        lines.putIfAbsent(path, lineOf(node));
        if (node instanceof SequenceNode sequence) {
            List<Node> elements = sequence.getValue();
            for (int index = 0; index < elements.size(); index++) {
                noteLines(path + "[" + index + "]", elements.get(index));
            }
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    String member = YamlValue.join(path, key.getValue());
                    lines.putIfAbsent(member, lineOf(key));
                    noteLines(member, tuple.getValueNode());
                }
            }
        }
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static String enclosing(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }

    private List<FileProblem> shown() {
        List<FileProblem> inOrder = problems.stream()
                .sorted(Comparator.comparingInt(FileProblem::line).thenComparingInt(FileProblem::column))
                .toList();
        if (inOrder.size() <= MOST_PROBLEMS) {
            return inOrder;
        }
        FileProblem next = inOrder.get(MOST_PROBLEMS);
        List<FileProblem> shown = new ArrayList<>(inOrder.subList(0, MOST_PROBLEMS));
        shown.add(new FileProblem(
                file, next.line(), next.column(), "", "and " + (inOrder.size() - MOST_PROBLEMS) + " more problems"));
        return shown;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
