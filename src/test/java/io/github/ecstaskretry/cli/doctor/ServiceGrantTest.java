package io.github.ecstaskretry.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceGrantTest {

    private static final String RULE = "arn:aws:events:eu-west-1:111122223333:rule/stops";

    @ParameterizedTest
    @CsvSource({
        "events.amazonaws.com, sqs:SendMessage, arn:aws:events:eu-west-1:111122223333:rule/stops, true",
        "events.amazonaws.com, SQS:SendMessage, arn:aws:events:eu-west-1:111122223333:rule/*,     true",
        "events.amazonaws.com, sqs:*,           arn:aws:events:*:111122223333:rule/stops,         true",
        "events.amazonaws.com, sqs:SendMessage, arn:aws:events:eu-west-1:111122223333:rule/other, false",
        "events.amazonaws.com, sqs:SendMessage, arn:aws:events:eu-west-1:444455556666:rule/*,     false",
        "events.amazonaws.com, sqs:GetQueueUrl, arn:aws:events:eu-west-1:111122223333:rule/stops, false",
        "sns.amazonaws.com,    sqs:SendMessage, arn:aws:events:eu-west-1:111122223333:rule/stops, false"
    })
    void comparesServiceActionAndSource(String service, String action, String source, boolean allows) {
        assertThat(new ServiceGrant(service, action, source).allows("events.amazonaws.com", "sqs:SendMessage", RULE))
                .isEqualTo(allows);
    }

    @Test
    void allowsAnySourceIfNoneIsNamed() {
        assertThat(new ServiceGrant("events.amazonaws.com", "sqs:SendMessage", null)
                        .allows("events.amazonaws.com", "sqs:SendMessage", RULE))
                .isTrue();
    }
}
