package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.ThrottledException;

/** The topic, and what was published to it. */
final class Topic {

    private final List<Notice> notices = new ArrayList<>();
    private final Table table;

    Topic(Table table) {
        this.table = table;
    }

    /**
     * A message.
     *
     * @param invocation who published it
     * @param recorded whether the job's end stood in the table then
     */
    record Notice(String jobId, String outcome, String deduplicationId, String invocation, boolean recorded) {}

    List<Notice> notices(String jobId) {
        return notices.stream().filter(notice -> notice.jobId().equals(jobId)).toList();
    }

    private void publish(PublishRequest request, String invocation) {
        JsonNode body = Json.read(request.message());
        String jobId = body.path("job").path("jobId").asText();
        boolean recorded =
                table.items(jobId).stream().anyMatch(item -> item.now().containsKey("outcome"));
        notices.add(new Notice(
                jobId,
                body.path("outcome").asText(),
                body.path("deduplicationId").asText(),
                invocation,
                recorded));
    }

    /** SNS as one invocation reaches it. */
    SnsClient client(Calls calls) {
        return new SnsClient() {
            @Override
            public PublishResponse publish(PublishRequest request) {
                return calls.call(
                        "Publish",
                        () -> ThrottledException.builder()
                                .awsErrorDetails(Calls.THROTTLING)
                                .message("Rate exceeded")
                                .build(),
                        () -> {
                            Topic.this.publish(request, calls.invocation());
                            return PublishResponse.builder()
                                    .messageId("message")
                                    .build();
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
