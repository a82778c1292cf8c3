package io.github.ecstaskretry.function.aws;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.format.notice.NoticeJson;
import io.github.ecstaskretry.function.retry.Notices;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Notices over SNS; the attributes serve subscriptions' filter policies (design, section 12). */
public final class SnsNotices implements Notices {

    private final SnsClient sns;
    private final String topicArn;

    public SnsNotices(SnsClient sns, String topicArn) {
        this.sns = sns;
        this.topicArn = topicArn;
    }

    @Override
    public void announce(RecordedAttempt last, JobHistory before) {
        if (!(last.decision() instanceof RecordedDecision.End terminal)) {
            throw new IllegalArgumentException(
                    last.id().launchName() + " is not terminal: there is nothing to announce");
        }
        sns.publish(request -> request.topicArn(topicArn)
                .subject(NoticeJson.subject(last, terminal, before))
                .message(NoticeJson.body(last, terminal, before))
                .messageAttributes(attributes(last, terminal)));
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
