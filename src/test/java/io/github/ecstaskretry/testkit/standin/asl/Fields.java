package io.github.ecstaskretry.testkit.standin.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The fields of one object of a definition. Whoever reads an object says in the end that it has read all. */
final class Fields {

    private final JsonNode object;
    private final String path;
    private final Set<String> read = new TreeSet<>();

    Fields(JsonNode object, String path) {
        if (!object.isObject()) {
            throw new UnsupportedAslException(path, "expected an object, found " + object.getNodeType());
        }
        this.object = object;
        this.path = path;
    }

    String path(String field) {
        return path + "." + field;
    }

    boolean has(String field) {
        return object.has(field);
    }

    JsonNode node(String field) {
        read.add(field);
        if (!object.has(field)) {
            throw new UnsupportedAslException(path, "the field " + field + " is missing");
        }
        return object.get(field);
    }

    String text(String field) {
        JsonNode value = node(field);
        if (!value.isTextual()) {
            throw new UnsupportedAslException(path(field), "expected a string, found " + value);
        }
        return value.textValue();
    }

    @Nullable String optionalText(String field) {
        return has(field) ? text(field) : null;
    }

    /** A whole number of at least the given one; an expression in its place is not implemented. */
    @Nullable Integer optionalNumber(String field, int least) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = node(field);
        if (!value.isInt() || value.intValue() < least) {
            throw new UnsupportedAslException(
                    path(field), "expected a whole number from " + least + ", found " + value);
        }
        return value.intValue();
    }

    /** A whole number of at least the given one, or an expression. */
    @Nullable Template optionalNumberTemplate(String field, int least) {
        if (has(field) && !node(field).isTextual()) {
            optionalNumber(field, least);
        }
        return optionalTemplate(field);
    }

    int number(String field, int least, int whenAbsent) {
        Integer value = optionalNumber(field, least);
        return value == null ? whenAbsent : value;
    }

    double decimal(String field, double least, double whenAbsent) {
        if (!has(field)) {
            return whenAbsent;
        }
        JsonNode value = node(field);
        if (!value.isNumber() || value.doubleValue() < least) {
            throw new UnsupportedAslException(path(field), "expected a number from " + least + ", found " + value);
        }
        return value.doubleValue();
    }

    Template template(String field) {
        return Template.compile(node(field), path(field));
    }

    @Nullable Template optionalTemplate(String field) {
        return has(field) ? template(field) : null;
    }

    /** A list, each element read with its path; empty when the field is absent. */
    <T> List<T> list(String field, BiFunction<JsonNode, String, T> reader) {
        List<T> list = new ArrayList<>();
        if (has(field)) {
            JsonNode array = node(field);
            if (!array.isArray()) {
                throw new UnsupportedAslException(path(field), "expected an array, found " + array.getNodeType());
            }
            for (int i = 0; i < array.size(); i++) {
                list.add(reader.apply(array.get(i), path(field) + "[" + i + "]"));
            }
        }
        return list;
    }

    Fields object(String field) {
        return new Fields(node(field), path(field));
    }

    Iterable<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Refuses every field that nobody has asked for. */
    void refuseOthers() {
        for (String name : names()) {
            if (!read.contains(name)) {
                throw new UnsupportedAslException(path(name), "this field is not implemented by the stand-in");
            }
        }
    }
}
