package io.github.ecstaskretry.testkit.standin.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.sns.SnsMessage.Attribute;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Amazon SNS without subscribers (Amazon SNS API Reference, {@code Publish}, {@code CreateTopic}, {@code ListTopics}). Messages
 * are kept in {@link #messages()}.
 */
public final class SnsStandIn {

    private static final Pattern SUBJECT = Pattern.compile("[\\x20-\\x7e]{1,99}");
    private static final Pattern TOPIC_NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");
    private static final int MOST_BYTES = 262_144;

    private final Account account;
    private final Set<String> topics = new ConcurrentSkipListSet<>();
    private final SnsMessages messages = new SnsMessages();

    public SnsStandIn(Account account) {
        this.account = account;
    }

    public AwsService service() {
        return new AwsService(
                "SNS",
                Map.of("Publish", this::publish, "CreateTopic", this::createTopic, "ListTopics", this::listTopics));
    }

    public SnsMessages messages() {
        return messages;
    }

    /** Makes a topic, or finds it, and gives its ARN. */
    public String topic(String name) {
        String arn = account.arn("sns", name);
        topics.add(arn);
        return arn;
    }

    private ObjectNode createTopic(ObjectNode form) {
        String name = form.path("Name").asText();
        demand(TOPIC_NAME.matcher(name).matches(), "Topic Name");
        return Json.object().put("TopicArn", topic(name));
    }

    private ObjectNode listTopics(ObjectNode form) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Topics");
        topics.forEach(arn -> list.addObject().put("TopicArn", arn));
        return answer;
    }

    private ObjectNode publish(ObjectNode form) {
        String topic = form.path("TopicArn").asText(form.path("TargetArn").asText());
        if (!topics.contains(topic)) {
            throw AwsError.of(404, "NotFound", "Topic does not exist");
        }
        String subject = form.has("Subject") ? form.get("Subject").asText() : null;
        demand(subject == null || isSubject(subject), "Subject");
        String body = form.path("Message").asText();
        demand(!body.isEmpty(), "Empty message");
        Map<String, Attribute> attributes = attributes(form);
        demand(bytes(body, attributes) <= MOST_BYTES, "Message too long");
        checkStructure(form.path("MessageStructure").asText(null), body);
        SnsMessage message = new SnsMessage(UUID.randomUUID().toString(), topic, subject, body, attributes);
        messages.add(message);
        return Json.object().put("MessageId", message.id());
    }

    /** ASCII, under 100 characters, no control characters, and a letter, digit or punctuation mark to begin with. */
    private static boolean isSubject(String subject) {
        return SUBJECT.matcher(subject).matches() && !subject.startsWith(" ");
    }

    private static Map<String, Attribute> attributes(ObjectNode form) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (int i = 1; form.has("MessageAttributes.entry." + i + ".Name"); i++) {
            String entry = "MessageAttributes.entry." + i;
            String name = form.get(entry + ".Name").asText();
            String type = form.path(entry + ".Value.DataType").asText();
            String value = form.path(entry + ".Value.StringValue")
                    .asText(form.path(entry + ".Value.BinaryValue").asText());
            demand(
                    !value.isEmpty(),
                    "The message attribute '" + name + "' must contain non-empty message attribute value");
            demand(
                    isType(type, value),
                    "The message attribute '" + name + "' has an invalid message attribute type or value");
            attributes.put(name, new Attribute(type, value));
        }
        return attributes;
    }

    private static boolean isType(String type, String value) {
        return switch (type) {
            case "String", "Binary" -> true;
            case "String.Array" -> isJson(value, JsonNode::isArray);
            case "Number" -> isNumber(value);
            default -> type.startsWith("String.") || type.startsWith("Number.") || type.startsWith("Binary.");
        };
    }

    private static boolean isNumber(String value) {
        try {
            new BigDecimal(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isJson(String text, Predicate<JsonNode> kind) {
        try {
            return kind.test(Json.read(text));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void checkStructure(@Nullable String structure, String body) {
        demand(structure == null || structure.equals("json"), "MessageStructure");
        demand(
                structure == null || isJson(body, json -> json.path("default").isTextual()),
                "Message Structure - No default entry in JSON message body");
    }

    private static int bytes(String body, Map<String, Attribute> attributes) {
        int bytes = utf8(body);
        for (Map.Entry<String, Attribute> attribute : attributes.entrySet()) {
            bytes += utf8(attribute.getKey())
                    + utf8(attribute.getValue().dataType())
                    + utf8(attribute.getValue().value());
        }
        return bytes;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void demand(boolean condition, String what) {
        if (!condition) {
            throw AwsError.client("InvalidParameter", "Invalid parameter: " + what);
        }
    }
}
