package io.github.ecstaskretry.testkit.standin.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code sam/template.yaml} as it is deployed with some parameters. {@code Ref}s of parameters, {@code Fn::If} and what
 * conditions are made of are worked out; {@code Ref}s of resources, {@code Fn::GetAtt} and {@code Fn::Sub} stay as they are.
 */
public final class SamTemplate {

    /** Where the deployment files are. */
    public static final Path FOLDER = Path.of("sam");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectNode TEMPLATE = CloudFormationYaml.read(text("template.yaml"));
    private static final JsonNode NO_VALUE = JSON.objectNode().put("Ref", "AWS::NoValue");

    private final ObjectNode source;
    private final Map<String, String> given;

    private SamTemplate(ObjectNode source, Map<String, String> given) {
        this.source = source;
        this.given = Map.copyOf(given);
    }

    /** With its default parameters. */
    public static SamTemplate read() {
        return new SamTemplate(TEMPLATE, Map.of());
    }

    /** With another value of a parameter. */
    public SamTemplate with(String parameter, String value) {
        Map<String, String> more = new TreeMap<>(given);
        more.put(parameter, value);
        return new SamTemplate(source, more);
    }

    /** A file of the folder. */
    public static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A parameter's declaration. */
    public JsonNode parameter(String name) {
        return source.path("Parameters").path(name);
    }

    /** A resource as it is written, with its deletion policy. */
    public JsonNode resource(String name) {
        return source.path("Resources").path(name);
    }

    /** The properties of a resource. */
    public JsonNode properties(String resource) {
        return evaluate(source.path("Resources").path(resource).path("Properties"))
                .orElseThrow();
    }

    /** The type of every resource that these parameters make, by its name. */
    public Map<String, String> resources() {
        return source.path("Resources").properties().stream()
                .filter(resource -> !resource.getValue().has("Condition")
                        || holds(resource.getValue().path("Condition")))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        resource -> resource.getValue().path("Type").asText()));
    }

    /** The properties of every resource of a type, by its name. */
    public Map<String, JsonNode> ofType(String type) {
        return source.path("Resources").properties().stream()
                .filter(resource -> resource.getValue().path("Type").asText().equals(type))
                .collect(Collectors.toMap(Map.Entry::getKey, resource -> properties(resource.getKey())));
    }

    /** The values of the outputs, by name. */
    public Map<String, JsonNode> outputs() {
        return source.path("Outputs").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        output -> evaluate(output.getValue().path("Value")).orElseThrow()));
    }

    /** Every statement of every policy, whichever the parameters are. */
    public List<JsonNode> statements() {
        List<JsonNode> statements = new ArrayList<>();
        source.path("Resources")
                .findValues("Statement")
                .forEach(list -> list.forEach(statement -> branches(statement).forEach(statements::add)));
        return statements;
    }

    private static List<JsonNode> branches(JsonNode node) {
        List<JsonNode> branches = new ArrayList<>();
        if (!node.has("Fn::If")) {
            branches.add(node);
        }
        node.path("Fn::If").valueStream().skip(1).forEach(branch -> branches.addAll(branches(branch)));
        branches.remove(NO_VALUE);
        return branches;
    }

    /** Empty for {@code AWS::NoValue}. */
    private Optional<JsonNode> evaluate(JsonNode node) {
        if (node.equals(NO_VALUE)) {
            return Optional.empty();
        }
        if (node.isArray()) {
            ArrayNode array = JSON.arrayNode();
            node.forEach(element -> evaluate(element).ifPresent(array::add));
            return Optional.of(array);
        }
        if (!node.isObject()) {
            return Optional.of(node);
        }
        String name = node.size() == 1 ? node.fieldNames().next() : "";
        return switch (name) {
            case "Ref" -> Optional.of(reference(node));
            case "Fn::If" -> evaluate(node.path(name).path(holds(node.path(name).path(0)) ? 1 : 2));
            default -> {
                ObjectNode object = JSON.objectNode();
                node.properties()
                        .forEach(member ->
                                evaluate(member.getValue()).ifPresent(value -> object.set(member.getKey(), value)));
                yield Optional.of(object);
            }
        };
    }

    private JsonNode reference(JsonNode ref) {
        JsonNode parameter = parameter(ref.path("Ref").asText());
        if (parameter.isMissingNode()) {
            return ref;
        }
        String value = given.getOrDefault(
                ref.path("Ref").asText(), parameter.path("Default").asText());
        if (!parameter.path("Type").asText().equals("CommaDelimitedList")) {
            return JSON.textNode(value);
        }
        ArrayNode list = JSON.arrayNode();
        List.of(value.split(",")).forEach(list::add);
        return list;
    }

    private boolean holds(JsonNode conditionName) {
        return condition(source.path("Conditions").path(conditionName.asText()));
    }

    private boolean condition(JsonNode condition) {
        if (condition.has("Condition")) {
            return holds(condition.path("Condition"));
        }
        if (condition.has("Fn::And")) {
            return condition.path("Fn::And").valueStream().allMatch(this::condition);
        }
        if (condition.has("Fn::Not")) {
            return !condition(condition.path("Fn::Not").path(0));
        }
        JsonNode sides = condition.path("Fn::Equals");
        if (sides.size() != 2) {
            throw new IllegalArgumentException("a condition that is not worked out here: " + condition);
        }
        return joined(sides.path(0)).equals(joined(sides.path(1)));
    }

    private String joined(JsonNode value) {
        if (!value.has("Fn::Join")) {
            return evaluate(value).orElseThrow().asText();
        }
        JsonNode separatorAndList = value.path("Fn::Join");
        return evaluate(separatorAndList.path(1))
                .orElseThrow()
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.joining(separatorAndList.path(0).asText()));
    }
}
