package io.github.ecstaskretry.format.event;

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
public record JsonField(String path, JsonNode node) {

    private static final Instant LATEST = Instant.parse("2999-12-31T23:59:59Z");

    public static JsonField root(JsonNode document) {
        return new JsonField("", document);
    }

    /** The member of that name; its absence shows when it is read. */
    public JsonField get(String name) {
        JsonNode member = node.get(name);
        return new JsonField(
                path.isEmpty() ? name : path + "." + name, member == null ? MissingNode.getInstance() : member);
    }

    /** True when there is nothing, or a JSON null. */
    public boolean isAbsent() {
        return node.isMissingNode() || node.isNull();
    }

    public @Nullable String optionalText() {
        return isAbsent() ? null : text("a text");
    }

    /** Null for an empty text, too: it says nothing. */
    public @Nullable String nonEmptyText() {
        String text = optionalText();
        return text == null || text.isEmpty() ? null : text;
    }

    public String text(String expected) {
        if (!node.isTextual()) {
            throw refused(expected);
        }
        return node.textValue();
    }

    public @Nullable Long optionalInteger(String expected) {
        if (isAbsent()) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw refused(expected);
        }
        return node.longValue();
    }

    public boolean optionalBoolean() {
        if (isAbsent()) {
            return false;
        }
        if (!node.isBoolean()) {
            throw refused("true or false");
        }
        return node.booleanValue();
    }

    public @Nullable Instant optionalInstant() {
        return isAbsent() ? null : instant();
    }

    public Instant instant() {
        String expected = "a time such as 2026-01-31T12:00:00.000Z";
        try {
            return plausible(Instant.parse(text(expected)), expected);
        } catch (DateTimeParseException e) {
            throw refused(expected);
        }
    }

    public @Nullable Instant optionalMilliseconds() {
        String expected = "milliseconds since 1970 such as 1769860800000";
        Long milliseconds = optionalInteger(expected);
        return milliseconds == null ? null : plausible(Instant.ofEpochMilli(milliseconds), expected);
    }

    /** Delays are added to times, and they are kept as texts with years of four digits. */
    private Instant plausible(Instant time, String expected) {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw refused(expected);
        }
        return time;
    }

    /** The elements; none when the field is absent. */
    public List<JsonField> elements() {
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
    public JsonField object() {
        if (!node.isObject()) {
            throw refused("an object");
        }
        return this;
    }

    /** Says what kind of thing was found, and the thing itself only where it cannot be a secret. */
    public MalformedEventException refused(String expected) {
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
