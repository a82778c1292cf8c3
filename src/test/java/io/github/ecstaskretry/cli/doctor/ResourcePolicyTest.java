package io.github.ecstaskretry.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePolicyTest {

    private static final String STOPS = "arn:aws:events:eu-west-1:111122223333:rule/stops";
    private static final String LAUNCHES = "arn:aws:events:eu-west-1:111122223333:rule/launches";

    @Test
    void readsTheFunctionsPolicyInLambdasForm() {
        assertThat(ServiceGrant.read("""
                {"Version":"2012-10-17","Id":"default","Statement":[
                  {"Sid":"TaskStoppedPermission-1A","Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
                   "Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:eu-west-1:111122223333:function:f",
                   "Condition":{"ArnLike":{"AWS:SourceArn":"arn:aws:events:eu-west-1:111122223333:rule/stops"}}},
                  {"Sid":"LaunchEndedPermission-1B","Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
                   "Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:eu-west-1:111122223333:function:f",
                   "Condition":{"StringEquals":{"AWS:SourceAccount":"111122223333"},
                                "ArnLike":{"AWS:SourceArn":"arn:aws:events:eu-west-1:111122223333:rule/launches"}}}]}
                """))
                .containsExactly(
                        new ServiceGrant("events.amazonaws.com", "lambda:InvokeFunction", STOPS),
                        new ServiceGrant("events.amazonaws.com", "lambda:InvokeFunction", LAUNCHES));
    }

    @Test
    void readsTheQueuesPolicyAndItsDenials() {
        assertThat(ServiceGrant.read("""
                {"Version":"2012-10-17","Statement":[
                  {"Sid":"RulesSendUndelivered","Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
                   "Action":"sqs:SendMessage","Resource":"arn:aws:sqs:eu-west-1:111122223333:q",
                   "Condition":{"ArnEquals":{"aws:SourceArn":["arn:aws:events:eu-west-1:111122223333:rule/stops",
                                                              "arn:aws:events:eu-west-1:111122223333:rule/launches"]}}},
                  {"Sid":"OnlyOverTls","Effect":"Deny","Principal":"*","Action":"sqs:*",
                   "Resource":"arn:aws:sqs:eu-west-1:111122223333:q",
                   "Condition":{"Bool":{"aws:SecureTransport":"false"}}},
                  {"Effect":"Deny","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage"}]}
                """))
                .containsExactly(
                        new ServiceGrant("events.amazonaws.com", "sqs:SendMessage", STOPS),
                        new ServiceGrant("events.amazonaws.com", "sqs:SendMessage", LAUNCHES));
    }

    @Test
    void readsListsOfServicesAndActions() {
        assertThat(ServiceGrant.read("""
                {"Statement":{"Effect":"Allow","Principal":{"Service":["events.amazonaws.com","sns.amazonaws.com"]},
                              "Action":["sqs:SendMessage","sqs:GetQueueUrl"]}}
                """))
                .containsExactly(
                        new ServiceGrant("events.amazonaws.com", "sqs:SendMessage", null),
                        new ServiceGrant("events.amazonaws.com", "sqs:GetQueueUrl", null),
                        new ServiceGrant("sns.amazonaws.com", "sqs:SendMessage", null),
                        new ServiceGrant("sns.amazonaws.com", "sqs:GetQueueUrl", null));
    }

    @Test
    void acceptsAnySourceIfTheConditionIsAboutSomethingElse() {
        assertThat(ServiceGrant.read("""
                {"Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage",
                               "Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}}}]}
                """))
                .containsExactly(new ServiceGrant("events.amazonaws.com", "sqs:SendMessage", null));
    }

    @Test
    void aNegatedConditionAllowsNobody() {
        assertThat(ServiceGrant.read("""
                {"Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage",
                               "Condition":{"ArnNotLike":{"aws:SourceArn":"arn:aws:events:eu-west-1:111122223333:rule/stops"}}}]}
                """)).isEmpty();
    }

    @Test
    void ignoresGrantsToAccounts() {
        assertThat(ServiceGrant.read("""
                {"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sqs:SendMessage"},
                              {"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage"}]}
                """)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no policy",
                "null",
                "[]",
                "{}",
                "{\"Statement\":null}",
                "{\"Statement\":\"Allow\"}",
                "{\"Statement\":[1,null,[]]}",
                "{\"Statement\":[{\"Effect\":\"Allow\"}]}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"events.amazonaws.com\"}}]}",
                "{\"Statement\":[]} trailing"
            })
    void readsNothingFromInvalidPolicies(String text) {
        assertThat(ServiceGrant.read(text)).isEmpty();
    }

    @Test
    void ignoresAnEmptyCondition() {
        assertThat(ServiceGrant.read("""
                {"Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage",
                               "Condition":["ArnLike",1]}]}
                """))
                .containsExactly(new ServiceGrant("events.amazonaws.com", "sqs:SendMessage", null));
    }
}
