package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.ecstaskretry.core.task.Arn;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A field of a JSON document. If its value has the wrong type, the error names the field's path.
 *
 * @param path from the document's root, such as {@code detail.containers[0].exitCode}
 * @param node the value; a missing node if the field is absent
 */
public record JsonField(String path, JsonNode node) {

    private static final Instant LATEST = Instant.parse("2999-12-31T23:59:59Z");

    /** Smaller numbers are seconds. This number is the year 5138 in seconds and 1973 in milliseconds. */
    private static final double FIRST_MILLISECONDS = 1e11;

    public static JsonField root(JsonNode document) {
        return new JsonField("", document);
    }

    /** The member of that name, which may be absent. */
    public JsonField get(String name) {
        JsonNode member = node.get(name);
        return new JsonField(
                path.isEmpty() ? name : path + "." + name, member == null ? MissingNode.getInstance() : member);
    }

    /** Also true for JSON null. */
    public boolean isAbsent() {
        return node.isMissingNode() || node.isNull();
    }

    public String text(String expected) {
        if (!node.isTextual()) {
            throw refused(expected);
        }
        return node.textValue();
    }

    public @Nullable String optionalText() {
        return isAbsent() ? null : text("text");
    }

    /** Also null for an empty text. */
    public @Nullable String nonEmptyText() {
        String text = optionalText();
        return text == null || text.isEmpty() ? null : text;
    }

    /** The ARN of a resource of this type, such as {@code cluster}. */
    public String arn(String service, String type, String expected) {
        if (Arn.parse(text(expected)).filter(arn -> arn.is(service, type)).isEmpty()) {
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
        if (!isAbsent() && !node.isBoolean()) {
            throw refused("true or false");
        }
        return node.booleanValue();
    }

    public @Nullable Instant optionalInstant() {
        return isAbsent() ? null : instant();
    }

    /**
     * A time as ISO-8601 text with any offset (events of ECS, AWS CLI v2), as seconds since 1970 (AWS CLI v1) or as milliseconds
     * since 1970 (events of Step Functions).
     */
    public Instant instant() {
        String expected = "a time such as 2026-01-31T12:00:00.000Z";
        try {
            Instant time = node.isNumber() ? sinceEpoch(node.doubleValue()) : Instant.parse(text(expected));
            // Delays are added to times, and the table keeps years of four digits.
            if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // The range check below refuses it.
        }
        throw refused(expected);
    }

    private static Instant sinceEpoch(double time) {
        return Instant.ofEpochMilli(Math.round(time < FIRST_MILLISECONDS ? time * 1000 : time));
    }

    /** The elements of a list; none if the field is absent. */
    public List<JsonField> elements() {
        if (isAbsent()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw refused("a list");
        }
        return IntStream.range(0, node.size())
                .mapToObj(i -> new JsonField(path + "[" + i + "]", node.get(i)))
                .toList();
    }

    public JsonField object() {
        if (!node.isObject()) {
            throw refused("an object");
        }
        return this;
    }

    /** The exception for a value of the wrong type. Its message shows the value only if that cannot be a secret. */
    public MalformedEventException refused(String expected) {
        return new MalformedEventException(path, expected, found());
    }

    private String found() {
        if (node.isMissingNode()) {
            return "nothing";
        }
        boolean secret = path.contains("overrides") || path.contains("detail.input") || path.contains("environment");
        if (node.isContainerNode() || secret) {
            return "a value of type " + node.getNodeType().name().toLowerCase(Locale.ROOT);
        }
        String text = node.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
