package io.github.ecstaskretry.function.aws;

import io.github.ecstaskretry.core.history.Digest;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.notice.DigestJson;
import io.github.ecstaskretry.format.notice.NoticeJson;
import io.github.ecstaskretry.function.retry.DigestNotices;
import io.github.ecstaskretry.function.retry.Notices;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Sends notices through SNS. Subscriptions can filter by the message attributes. */
public record SnsNotices(SnsClient sns, String topicArn) implements Notices, DigestNotices {

    /** A message and its attributes have at most 256 KB, and a family's name has at most 255 characters. */
    private static final int MOST_NAMES = 200;

    @Override
    public boolean announce(RecordedAttempt last, JobHistory before) {
        if (!(last.decision() instanceof RecordedDecision.End terminal)) {
            throw new IllegalArgumentException(
                    last.id().launchName() + " is not terminal: there is nothing to announce");
        }
        sns.publish(request -> request.topicArn(topicArn)
                .subject(NoticeJson.subject(last, terminal, before))
                .message(NoticeJson.body(last, terminal, before))
                .messageAttributes(attributes(last, terminal)));
        return true;
    }

    @Override
    public void announce(Digest digest) {
        sns.publish(request -> request.topicArn(topicArn)
                .subject(DigestJson.subject(digest))
                .message(DigestJson.body(digest))
                .messageAttributes(attributes(digest)));
    }

    /** These are lists, so that a filter by family or cluster matches a digest that contains it. */
    private static Map<String, MessageAttributeValue> attributes(Digest digest) {
        return Map.of(
                "outcome", text(digest.window().outcome().recorded()),
                "cluster", texts(digest.clusters().keySet()),
                "family", texts(digest.families().keySet()),
                "cause", text(digest.window().cause()),
                "policy", text(digest.window().policy()),
                "jobs", number(digest.ends().size()));
    }

    /** Amazon SNS developer guide, "Amazon SNS message attributes": {@code String.Array} is a JSON array. */
    private static MessageAttributeValue texts(Set<String> values) {
        return MessageAttributeValue.builder()
                .dataType("String.Array")
                .stringValue(
                        Json.write(Json.tree(values.stream().limit(MOST_NAMES).toList())))
                .build();
    }

    private static Map<String, MessageAttributeValue> attributes(RecordedAttempt last, RecordedDecision.End terminal) {
        return Map.of(
                "outcome", text(terminal.outcome().recorded()),
                "cluster", text(last.subject().cluster()),
                "family", text(last.subject().family()),
                "cause", text(last.ruling().cause()),
                "policy", text(last.ruling().policy()),
                "attempts", number(last.id().number()),
                "jobId", text(last.id().jobId()));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static MessageAttributeValue number(int value) {
        return MessageAttributeValue.builder()
                .dataType("Number")
                .stringValue(Integer.toString(value))
                .build();
    }
}
