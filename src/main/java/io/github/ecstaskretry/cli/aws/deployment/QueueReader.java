package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.doctor.Deployment.EventQueue;
import io.github.ecstaskretry.cli.doctor.Reading;
import io.github.ecstaskretry.cli.doctor.read.ResourcePolicyJson;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue by GetQueueAttributes (Amazon SQS API reference). */
final class QueueReader {

    private final SqsClient sqs;

    QueueReader(SqsClient sqs) {
        this.sqs = sqs;
    }

    Reading<EventQueue> read(String url) {
        return Readings.ask(
                "sqs:GetQueueAttributes",
                () -> queue(
                        url,
                        sqs.getQueueAttributes(request -> request.queueUrl(url)
                                        .attributeNames(
                                                QueueAttributeName.QUEUE_ARN,
                                                QueueAttributeName.POLICY,
                                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                                .attributes()));
    }

    private static EventQueue queue(String url, Map<QueueAttributeName, String> attributes) {
        return new EventQueue(
                url,
                attributes.getOrDefault(QueueAttributeName.QUEUE_ARN, ""),
                Stream.of(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                        .mapToLong(count -> Long.parseLong(attributes.getOrDefault(count, "0")))
                        .sum(),
                ResourcePolicyJson.read(attributes.getOrDefault(QueueAttributeName.POLICY, "")));
    }
}
