package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

/** The topic, and what was published to it. */
final class Topic {

    private final List<Notice> notices = new ArrayList<>();
    private final Table table;
    private final Supplier<Instant> clock;

    Topic(Table table, Supplier<Instant> clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * A message.
     *
     * @param invocation the publisher
     * @param recorded whether the ends stood in the table then
     */
    record Notice(
            String subject,
            JsonNode body,
            Map<String, MessageAttributeValue> attributes,
            Invocation invocation,
            Instant sentAt,
            boolean recorded) {

        /** The job, or the jobs of a digest, which names ten. */
        List<String> jobIds() {
            return isDigest()
                    ? Json.elements(body.path("digest").path("firstJobs"))
                            .map(JsonNode::asText)
                            .toList()
                    : List.of(body.path("job").path("jobId").asText());
        }

        boolean isDigest() {
            return body.has("digest");
        }

        Notice beforeItsRecord() {
            return new Notice(subject, body, attributes, invocation, sentAt, false);
        }

        String outcome() {
            return body.path("outcome").asText();
        }

        String deduplicationId() {
            return body.path("deduplicationId").asText();
        }

        String attribute(String name) {
            MessageAttributeValue value = attributes.get(name);
            return value == null ? "" : value.stringValue();
        }
    }

    List<Notice> notices(String jobId) {
        return notices.stream()
                .filter(notice -> notice.jobIds().contains(jobId))
                .toList();
    }

    List<Notice> notices() {
        return notices;
    }

    private void publish(PublishRequest request, Invocation invocation) {
        JsonNode body = Json.read(request.message());
        Notice notice = new Notice(request.subject(), body, request.messageAttributes(), invocation, clock.get(), true);
        boolean recorded = notice.jobIds().stream()
                .allMatch(job ->
                        table.items(job).stream().anyMatch(item -> item.now().containsKey("outcome")));
        notices.add(recorded ? notice : notice.beforeItsRecord());
    }

    /** SNS as one invocation reaches it. */
    SnsClient client(Calls calls) {
        return new SnsClient() {
            @Override
            public PublishResponse publish(PublishRequest request) {
                return calls.call(Service.SNS, "Publish", SnsException::builder, () -> {
                    Topic.this.publish(request, calls.invocation());
                    return PublishResponse.builder().messageId("message").build();
                });
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }
}
