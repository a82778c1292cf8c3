package io.github.ecstaskretry.testkit.standin.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON in which every string of the form <code>{% … %}</code> is a JSONata expression. */
sealed interface Template {

    /**
     * Its value.
     *
     * @throws StateError {@code States.QueryEvaluationError} when an expression fails or gives nothing
     */
    JsonNode evaluate(Scope scope) throws StateError;

    /** Plain JSON. */
    record Literal(JsonNode value) implements Template {

        @Override
        public JsonNode evaluate(Scope scope) {
            return value;
        }
    }

    /** One expression. */
    record Computed(Expression expression) implements Template {

        @Override
        public JsonNode evaluate(Scope scope) throws StateError {
            return expression.evaluate(scope);
        }
    }

    /** An object with templates as its members. */
    record Members(Map<String, Template> members) implements Template {

        @Override
        public JsonNode evaluate(Scope scope) throws StateError {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, Template> member : members.entrySet()) {
                object.set(member.getKey(), member.getValue().evaluate(scope));
            }
            return object;
        }
    }

    /** An array of templates. */
    record Elements(List<Template> elements) implements Template {

        @Override
        public JsonNode evaluate(Scope scope) throws StateError {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Template element : elements) {
                array.add(element.evaluate(scope));
            }
            return array;
        }
    }

    /**
     * Reads a template and the syntax of its expressions.
     *
     * @throws UnsupportedAslException with the JSON path
     */
    static Template compile(JsonNode source, String path) {
        if (source.isObject()) {
            Map<String, Template> members = new LinkedHashMap<>();
            source.properties()
                    .forEach(member ->
                            members.put(member.getKey(), compile(member.getValue(), path + "." + member.getKey())));
            return new Members(members);
        }
        if (source.isArray()) {
            List<Template> elements = new ArrayList<>();
            for (int i = 0; i < source.size(); i++) {
                elements.add(compile(source.get(i), path + "[" + i + "]"));
            }
            return new Elements(elements);
        }
        return source.isTextual() && Expression.isOne(source.textValue())
                ? new Computed(Expression.compile(source.textValue(), path))
                : new Literal(source);
    }
}
