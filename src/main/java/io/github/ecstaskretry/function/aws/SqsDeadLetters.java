package io.github.ecstaskretry.function.aws;

import io.github.ecstaskretry.function.operate.DeadLetterQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Reads the dead-letter queue. EventBridge and Scheduler say in message attributes why they could not deliver an event (Amazon
 * EventBridge user guide, "Using dead-letter queues to process undelivered events").
 *
 * @param sqs builds the client when it is first used
 */
public record SqsDeadLetters(Supplier<SqsClient> sqs, String url) implements DeadLetterQueue {

    /** The most messages that one call receives (Amazon SQS API reference, {@code ReceiveMessage}). */
    private static final int MOST = 10;

    /** A call that waits asks all servers of the queue; a call that does not asks only some of them. */
    private static final int WAIT_SECONDS = 1;

    @Override
    public String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    @Override
    public List<Letter> receive(Duration hidden) {
        return sqs
                .get()
                .receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(MOST)
                        .waitTimeSeconds(WAIT_SECONDS)
                        .visibilityTimeout(Math.toIntExact(hidden.toSeconds()))
                        .messageSystemAttributeNames(
                                MessageSystemAttributeName.SENT_TIMESTAMP,
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                        .messageAttributeNames("All"))
                .messages()
                .stream()
                .map(SqsDeadLetters::letter)
                .toList();
    }

    private static Letter letter(Message message) {
        return new Letter(
                message.messageId(),
                message.receiptHandle(),
                Instant.ofEpochMilli(Long.parseLong(
                        message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0"))),
                Integer.parseInt(
                        message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")),
                message.body(),
                attribute(message, "ERROR_CODE"),
                attribute(message, "ERROR_MESSAGE"));
    }

    private static @Nullable String attribute(Message message, String name) {
        return message.messageAttributes().containsKey(name)
                ? message.messageAttributes().get(name).stringValue()
                : null;
    }

    @Override
    public void release(Letter letter) {
        sqs.get()
                .changeMessageVisibility(request ->
                        request.queueUrl(url).receiptHandle(letter.receipt()).visibilityTimeout(0));
    }

    @Override
    public void delete(Letter letter) {
        sqs.get().deleteMessage(request -> request.queueUrl(url).receiptHandle(letter.receipt()));
    }
}
