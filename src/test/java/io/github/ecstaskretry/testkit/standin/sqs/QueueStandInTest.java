package io.github.ecstaskretry.testkit.standin.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.testkit.standin.deployment.AwsClients;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class QueueStandInTest {

    @Test
    void hidesAReceivedMessageUntilItIsShownAgainOrDeleted() {
        QueueStandIn queue = new QueueStandIn(Account.EXAMPLE, "dead-letters");
        queue.send("{}", Map.of("ERROR_CODE", "NO_PERMISSIONS"));
        try (HttpFront front = new HttpFront(0, List.of(queue.onTheWire(new Switchboard())));
                AwsClients clients = new AwsClients(Account.EXAMPLE, front.endpoint())) {
            SqsClient sqs = clients.sqs();

            Message first = receive(sqs, queue).getFirst();
            assertThat(first.body()).isEqualTo("{}");
            assertThat(first.messageAttributes().get("ERROR_CODE").stringValue())
                    .isEqualTo("NO_PERMISSIONS");
            assertThat(receive(sqs, queue)).isEmpty();

            sqs.changeMessageVisibility(request -> request.queueUrl(queue.url())
                    .receiptHandle(first.receiptHandle())
                    .visibilityTimeout(0));
            Message second = receive(sqs, queue).getFirst();
            assertThat(second.messageId()).isEqualTo(first.messageId());
            assertThat(second.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                    .isEqualTo("2");

            sqs.deleteMessage(request -> request.queueUrl(queue.url()).receiptHandle(second.receiptHandle()));
            assertThat(queue.bodies()).isEmpty();
        }
    }

    private static List<Message> receive(SqsClient sqs, QueueStandIn queue) {
        return sqs.receiveMessage(request -> request.queueUrl(queue.url())
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }
}
