package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.doctor.Deployment.NoticeTopic;
import io.github.ecstaskretry.cli.doctor.Reading;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;

/** A topic by GetTopicAttributes (Amazon SNS API reference). */
final class TopicReader {

    private final SnsClient sns;

    TopicReader(SnsClient sns) {
        this.sns = sns;
    }

    Reading<NoticeTopic> read(String arn) {
        return Readings.ask(
                "sns:GetTopicAttributes",
                () -> topic(
                        arn,
                        sns.getTopicAttributes(request -> request.topicArn(arn)).attributes()));
    }

    private static NoticeTopic topic(String arn, Map<String, String> attributes) {
        return new NoticeTopic(
                arn,
                Integer.parseInt(attributes.getOrDefault("SubscriptionsConfirmed", "0")),
                Integer.parseInt(attributes.getOrDefault("SubscriptionsPending", "0")));
    }
}
