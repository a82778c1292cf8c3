package io.github.ecstaskretry.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One place in a JSON document, which knows its own path: what a reader asks is answered, or refused by name.
 *
 * @param path from the document's root, such as {@code detail.containers[0].exitCode}
 * @param node what stands there; a missing node when nothing does
 */
record JsonField(String path, JsonNode node) {

    static JsonField root(JsonNode document) {
        return new JsonField("", document);
    }

    /** The member of that name; its absence shows when it is read. */
    JsonField get(String name) {
        JsonNode member = node.get(name);
        return new JsonField(
                path.isEmpty() ? name : path + "." + name, member == null ? MissingNode.getInstance() : member);
    }

    /** True when there is nothing, or a JSON null. */
    boolean isAbsent() {
        return node.isMissingNode() || node.isNull();
    }

    @Nullable String optionalText() {
        return isAbsent() ? null : text("a text");
    }

    /** Null for an empty text, too: it says nothing. */
    @Nullable String nonEmptyText() {
        String text = optionalText();
        return text == null || text.isEmpty() ? null : text;
    }

    String text(String expected) {
        if (!node.isTextual()) {
            throw refused(expected);
        }
        return node.textValue();
    }

    @Nullable Long optionalInteger(String expected) {
        if (isAbsent()) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw refused(expected);
        }
        return node.longValue();
    }

    boolean optionalBoolean() {
        if (isAbsent()) {
            return false;
        }
        if (!node.isBoolean()) {
            throw refused("true or false");
        }
        return node.booleanValue();
    }

    @Nullable Instant optionalInstant() {
        return isAbsent() ? null : instant();
    }

    Instant instant() {
        String expected = "a time such as 2026-01-31T12:00:00.000Z";
        try {
            return Instant.parse(text(expected));
        } catch (DateTimeParseException e) {
            throw refused(expected);
        }
    }

    /** The elements; none when the field is absent. */
    List<JsonField> elements() {
        if (isAbsent()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw refused("a list");
        }
        List<JsonField> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(new JsonField(path + "[" + i + "]", node.get(i)));
        }
        return elements;
    }

    /** This field, which must be an object. */
    JsonField object() {
        if (!node.isObject()) {
            throw refused("an object");
        }
        return this;
    }

    /** Says what kind of thing was found, and the thing itself only where it cannot be a secret. */
    MalformedEventException refused(String expected) {
        return new MalformedEventException(path, expected, found());
    }

    private String found() {
        if (node.isMissingNode()) {
            return "nothing";
        }
        boolean secret = path.contains("overrides") || path.startsWith("detail.input");
        String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
        return node.isContainerNode() || secret ? "a value of type " + kind : shortened(node.toString());
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
