package io.github.ecstaskretry.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The one JSON mapper. It reads and writes only trees, so that the native image needs no reflection. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Reads one document and refuses any text after it. */
    public static final ObjectReader READER =
            MAPPER.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Compact text, with members in the order in which they were put. */
    public static String write(JsonNode tree) {
        return tree.toString();
    }

    /** One document that this product wrote. Throws an {@link UncheckedIOException} if the text is not JSON. */
    public static JsonNode parse(String text) {
        try {
            return READER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One document; empty if the text is not JSON. */
    public static Optional<JsonNode> tryParse(String text) {
        try {
            return Optional.of(READER.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Sets a member unless the value is null, an empty list or an empty map. */
    public static void putIfPresent(ObjectNode object, String name, @Nullable Object value) {
        boolean empty =
                (value instanceof List<?> list && list.isEmpty()) || (value instanceof Map<?, ?> map && map.isEmpty());
        if (value != null && !empty) {
            object.set(name, tree(value));
        }
    }

    /** Puts a member of a tree into a copy of the tree. */
    public interface MemberCopy {
        void put(ObjectNode copy, String name, JsonNode value);
    }

    /** A copy of a list or an object with other elements or members; a single value as it is. */
    public static JsonNode copy(JsonNode tree, UnaryOperator<JsonNode> element, MemberCopy member) {
        return switch (tree) {
            case ObjectNode object -> {
                ObjectNode copy = object();
                object.forEachEntry((name, value) -> member.put(copy, name, value));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = array();
                array.forEach(value -> copy.add(element.apply(value)));
                yield copy;
            }
            default -> tree;
        };
    }

    /** An object as {@link #tree} takes it. Members that are null are left out. */
    public static Map<String, Object> plain(ObjectNode object) {
        Map<String, Object> plain = new LinkedHashMap<>();
        object.forEachEntry((name, value) -> {
            if (!value.isNull()) {
                plain.put(name, plain(value));
            }
        });
        return plain;
    }

    private static Object plain(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> plain(object);
            case ArrayNode array -> array.valueStream().map(Json::plain).toList();
            case NumericNode number -> number.isIntegralNumber() ? number.numberValue() : (Object) number.doubleValue();
            case BooleanNode bool -> bool.booleanValue();
            default -> value.asText();
        };
    }

    /** Turns maps, lists, texts, booleans, numbers and trees into a tree. */
    public static JsonNode tree(Object value) {
        return switch (value) {
            case JsonNode tree -> tree;
            case Map<?, ?> map -> {
                ObjectNode object = object();
                map.forEach((key, member) -> object.set(String.valueOf(key), tree(member)));
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = array();
                list.forEach(element -> array.add(tree(element)));
                yield array;
            }
            case String text -> JsonNodeFactory.instance.textNode(text);
            case Boolean bool -> JsonNodeFactory.instance.booleanNode(bool);
            case Integer number -> JsonNodeFactory.instance.numberNode(number);
            case Long number -> JsonNodeFactory.instance.numberNode(number);
            case Double number -> JsonNodeFactory.instance.numberNode(number);
            default -> throw new IllegalArgumentException("no JSON for a " + value.getClass());
        };
    }
}
