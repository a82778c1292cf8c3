package io.github.ecstaskretry.testkit.standin.asl;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between JSON and the Java values of the JSONata library, which tells null from undefined by a marker. */
final class JsonataValues {

    private JsonataValues() {}

    static Object toJava(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                json.properties().forEach(member -> map.put(member.getKey(), toJava(member.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                json.forEach(element -> list.add(toJava(element)));
                yield list;
            }
            case STRING -> json.textValue();
            case NUMBER -> json.numberValue();
            case BOOLEAN -> json.booleanValue();
            default -> Jsonata.NULL_VALUE;
        };
    }

    /** Undefined is a missing node. */
    static JsonNode toJson(@Nullable Object value) {
        if (value == null) {
            return MissingNode.getInstance();
        }
        if (value.equals(Jsonata.NULL_VALUE)) {
            return JsonNodeFactory.instance.nullNode();
        }
        return switch (value) {
            case Map<?, ?> map -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                map.forEach((name, member) -> {
                    if (member != null) {
                        object.set(String.valueOf(name), toJson(member));
                    }
                });
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                list.forEach(element -> array.add(toJson(element)));
                yield array;
            }
            default -> Json.fromJava(value);
        };
    }
}
