package io.github.ecstaskretry.testkit.standin.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The stand-ins' JSON. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Reads one document.
     *
     * @throws IllegalArgumentException when the text is no JSON
     */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    public static String write(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From plain Java: maps, lists, texts, numbers, booleans and nulls. */
    public static JsonNode fromJava(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The text of a member, or null if the member is absent, null or empty. */
    public static @Nullable String text(JsonNode object, String member) {
        String text = object.path(member).asText("");
        return text.isEmpty() || object.path(member).isNull() ? null : text;
    }

    public static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
