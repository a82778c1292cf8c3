package io.github.ecstaskretry.testkit.standin.sns;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that was published.
 *
 * @param id as the answer to Publish gave it
 * @param topicArn the topic
 * @param subject null if the message has none
 * @param body the message
 * @param attributes by name
 */
public record SnsMessage(
        String id, String topicArn, @Nullable String subject, String body, Map<String, Attribute> attributes) {

    public SnsMessage {
        attributes = Map.copyOf(attributes);
    }

    /**
     * A message attribute.
     *
     * @param dataType {@code String}, {@code String.Array}, {@code Number} or {@code Binary}
     * @param value as sent; Base64 when binary
     */
    public record Attribute(String dataType, String value) {}

    /** The value of an attribute, or null if the message lacks it. */
    public @Nullable String attribute(String name) {
        Attribute attribute = attributes.get(name);
        return attribute == null ? null : attribute.value();
    }
}
