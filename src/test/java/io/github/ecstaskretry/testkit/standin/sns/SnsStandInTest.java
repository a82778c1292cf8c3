package io.github.ecstaskretry.testkit.standin.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ecstaskretry.testkit.standin.Clients;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsQuery;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Topic;

/** SNS over HTTP, by the AWS SDK's own client. */
class SnsStandInTest {

    private final Switchboard switchboard = new Switchboard();
    private final SnsStandIn sns = new SnsStandIn(Account.EXAMPLE);
    private final HttpFront front = new HttpFront(
            0, List.of(new AwsQuery(switchboard, sns.service(), "http://sns.amazonaws.com/doc/2010-03-31/")));
    private final SnsClient client = Clients.sns(front.endpoint());
    private final String topic = sns.topic("notices");

    @AfterEach
    void close() {
        client.close();
        front.close();
    }

    @Test
    void aMessageIsKeptAsItWasPublished() {
        List<SnsMessage> heard = new ArrayList<>();
        sns.messages().onMessage(heard::add);

        String id = publish(request -> request.subject("It <failed> & more")
                .message("{\"version\": 1, \"text\": \"a=b&c=d ü\"}")
                .messageAttributes(Map.of(
                        "outcome", attribute("String", "FAILED"),
                        "attempts", attribute("Number", "3"),
                        "list", attribute("String.Array", "[\"a\"]"))));

        assertThat(sns.messages().all()).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo(id);
            assertThat(message.topicArn()).isEqualTo(topic);
            assertThat(message.subject()).isEqualTo("It <failed> & more");
            assertThat(message.body()).isEqualTo("{\"version\": 1, \"text\": \"a=b&c=d ü\"}");
            assertThat(message.attributes()).hasSize(3);
            assertThat(message.attributes().get("attempts")).isEqualTo(new SnsMessage.Attribute("Number", "3"));
            assertThat(message.attribute("outcome")).isEqualTo("FAILED");
            assertThat(message.attribute("gone")).isNull();
        });
        assertThat(heard).isEqualTo(sns.messages().all());
    }

    @Test
    void aMessageNeedsNoSubject() {
        publish(request -> {});

        assertThat(sns.messages().all())
                .singleElement()
                .extracting(SnsMessage::subject)
                .isNull();
    }

    static List<String> invalidSubjects() {
        return List.of("x".repeat(100), "two\nlines", "tab\tbed", "über", " leading", "bell\u0007");
    }

    @ParameterizedTest
    @MethodSource("invalidSubjects")
    void aSubjectThatSnsRefusesIsRefused(String subject) {
        assertInvalid(request -> request.subject(subject), "Subject");
    }

    @Test
    void aSubjectHasLessThanAHundredCharacters() {
        publish(request -> request.subject("x".repeat(99)));

        assertThat(sns.messages().all()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"Number, three", "Number, ''", "String, ''", "String.Array, text", "Text, x", "Boolean, true"})
    void anAttributeThatSnsRefusesIsRefused(String type, String value) {
        assertInvalid(request -> request.messageAttributes(Map.of("a", attribute(type, value))), "'a'");
    }

    @Test
    void aMessageHasABodyOfLimitedLength() {
        assertInvalid(request -> request.message(""), "Empty message");
        assertInvalid(request -> request.message("ü".repeat(131_073)), "Message too long");
        assertInvalid(
                request ->
                        request.message("x".repeat(262_144)).messageAttributes(Map.of("a", attribute("String", "b"))),
                "Message too long");
        publish(request -> request.message("ü".repeat(131_072)));
    }

    @Test
    void aStructuredMessageHasADefault() {
        assertInvalid(request -> request.messageStructure("json").message("{\"email\": \"x\"}"), "default");
        assertInvalid(request -> request.messageStructure("xml"), "MessageStructure");
        publish(request -> request.messageStructure("json").message("{\"default\": \"x\"}"));
    }

    @Test
    void aMissingTopicIsNotFound() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> publish(request -> request.topicArn(topic + "2")));
        assertThat(sns.messages().all()).isEmpty();
    }

    @Test
    void aTopicIsMadeOnce() {
        String made = client.createTopic(request -> request.name("more")).topicArn();

        assertThat(made).isEqualTo("arn:aws:sns:eu-west-1:111122223333:more");
        assertThat(client.createTopic(request -> request.name("more")).topicArn())
                .isEqualTo(made);
        assertThat(client.listTopics().topics()).extracting(Topic::topicArn).containsExactly(made, topic);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> client.createTopic(request -> request.name("no blanks")));
    }

    @Test
    void throttlingBecomesTheSdksException() {
        switchboard.faults().refuse("SNS", "Publish", AwsError.throttled());

        assertThatExceptionOfType(SnsException.class)
                .isThrownBy(() -> publish(request -> {}))
                .satisfies(error -> assertThat(error.isThrottlingException()).isTrue());
        assertThat(sns.messages().all()).isEmpty();
    }

    @Test
    void anAnswerThatIsLostHasPublished() {
        switchboard.faults().loseAnswer("SNS", "Publish", AwsError.of(500, "InternalError", "lost"));

        assertThatExceptionOfType(SnsException.class).isThrownBy(() -> publish(request -> {}));

        assertThat(sns.messages().all()).hasSize(1);
    }

    @Test
    void anOperationThatIsNotImplementedSaysSo() {
        assertThatExceptionOfType(SnsException.class)
                .isThrownBy(client::listSubscriptions)
                .satisfies(error -> {
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
                    assertThat(error.awsErrorDetails().errorMessage())
                            .contains("SNS does not implement ListSubscriptions", "Publish");
                });
    }

    private String publish(Consumer<PublishRequest.Builder> change) {
        PublishRequest.Builder request =
                PublishRequest.builder().topicArn(topic).message("text");
        change.accept(request);
        return client.publish(request.build()).messageId();
    }

    private void assertInvalid(Consumer<PublishRequest.Builder> change, String message) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> publish(change))
                .withMessageContaining(message);
        assertThat(sns.messages().all()).isEmpty();
    }

    private static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}
