package io.github.ecstaskretry.testkit.standin.sqs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One standard queue of Amazon SQS (its API reference, {@code ReceiveMessage}, {@code DeleteMessage}, {@code ChangeMessageVisibility},
 * {@code GetQueueAttributes}). A message that was received is invisible until its visibility timeout is over.
 */
public final class QueueStandIn {

    private static final int MOST_RECEIVED = 10;
    private static final int DEFAULT_VISIBILITY = 30;

    private final Account account;
    private final String name;
    private final List<Message> messages = new ArrayList<>();

    private static final class Message {
        private final String id = UUID.randomUUID().toString();
        private final String body;
        private final Map<String, String> attributes;
        private final Instant sentAt = Instant.now();
        private Instant visibleAt = Instant.EPOCH;
        private int received;

        private Message(String body, Map<String, String> attributes) {
            this.body = body;
            this.attributes = attributes;
        }

        private String receipt() {
            return id + "#" + received;
        }
    }

    public QueueStandIn(Account account, String name) {
        this.account = account;
        this.name = name;
    }

    public String arn() {
        return account.arn("sqs", name);
    }

    public String url() {
        return "https://sqs." + account.region() + ".amazonaws.com/" + account.id() + "/" + name;
    }

    /** Sends a message with message attributes of type String. */
    public synchronized void send(String body, Map<String, String> attributes) {
        messages.add(new Message(body, Map.copyOf(attributes)));
    }

    /** The bodies of all messages, visible or not. */
    public synchronized List<String> bodies() {
        return messages.stream().map(message -> message.body).toList();
    }

    /** Deletes all messages. */
    public synchronized void purge() {
        messages.clear();
    }

    /** On the wire. */
    public AwsJson onTheWire(Switchboard switchboard) {
        AwsService service = new AwsService(
                "SQS",
                Map.of(
                        "ReceiveMessage", this::receive,
                        "DeleteMessage", this::delete,
                        "ChangeMessageVisibility", this::changeVisibility,
                        "GetQueueAttributes", this::attributes));
        return new AwsJson(switchboard, service, "AmazonSQS.", "1.0");
    }

    private void checkQueue(ObjectNode request) {
        if (!request.path("QueueUrl").asText().endsWith("/" + name)) {
            throw AwsError.client("QueueDoesNotExist", "The specified queue does not exist.");
        }
    }

    private synchronized ObjectNode receive(ObjectNode request) {
        checkQueue(request);
        int most = request.path("MaxNumberOfMessages").asInt(1);
        if (most < 1 || most > MOST_RECEIVED) {
            throw AwsError.client("InvalidParameterValue", "MaxNumberOfMessages must be between 1 and 10");
        }
        Instant now = Instant.now();
        ObjectNode answer = Json.object();
        ArrayNode received = answer.putArray("Messages");
        messages.stream()
                .filter(message -> !message.visibleAt.isAfter(now))
                .limit(most)
                .forEach(message -> {
                    message.received++;
                    message.visibleAt =
                            now.plusSeconds(request.path("VisibilityTimeout").asInt(DEFAULT_VISIBILITY));
                    received.add(json(message));
                });
        return answer;
    }

    private static ObjectNode json(Message message) {
        ObjectNode json = Json.object()
                .put("MessageId", message.id)
                .put("ReceiptHandle", message.receipt())
                .put("Body", message.body)
                .put("MD5OfBody", md5(message.body.getBytes(StandardCharsets.UTF_8)));
        json.putObject("Attributes")
                .put("SentTimestamp", Long.toString(message.sentAt.toEpochMilli()))
                .put("ApproximateReceiveCount", Integer.toString(message.received));
        if (message.attributes.isEmpty()) {
            return json;
        }
        json.put("MD5OfMessageAttributes", md5(canonical(message.attributes)));
        ObjectNode attributes = json.putObject("MessageAttributes");
        message.attributes.forEach((key, value) ->
                attributes.putObject(key).put("DataType", "String").put("StringValue", value));
        return json;
    }

    /** Amazon SQS developer guide, "Calculating the MD5 message digest for message attributes". */
    private static byte[] canonical(Map<String, String> attributes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TreeMap<>(attributes).forEach((name, value) -> {
            append(bytes, name);
            append(bytes, "String");
            bytes.write(1);
            append(bytes, value);
        });
        return bytes.toByteArray();
    }

    private static void append(ByteArrayOutputStream bytes, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
        bytes.writeBytes(utf8);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A receipt of an earlier reception does nothing (API reference, {@code DeleteMessage}: "the request may succeed"). */
    private synchronized ObjectNode delete(ObjectNode request) {
        checkQueue(request);
        messages.removeIf(message ->
                message.receipt().equals(request.path("ReceiptHandle").asText()));
        return Json.object();
    }

    private synchronized ObjectNode changeVisibility(ObjectNode request) {
        checkQueue(request);
        messages.stream()
                .filter(message ->
                        message.receipt().equals(request.path("ReceiptHandle").asText()))
                .forEach(message -> message.visibleAt = Instant.now()
                        .plusSeconds(request.path("VisibilityTimeout").asInt()));
        return Json.object();
    }

    private synchronized ObjectNode attributes(ObjectNode request) {
        checkQueue(request);
        Instant now = Instant.now();
        long visible = messages.stream()
                .filter(message -> !message.visibleAt.isAfter(now))
                .count();
        ObjectNode answer = Json.object();
        answer.putObject("Attributes")
                .put("QueueArn", arn())
                .put("ApproximateNumberOfMessages", Long.toString(visible))
                .put("ApproximateNumberOfMessagesNotVisible", Long.toString(messages.size() - visible));
        return answer;
    }
}
