package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ecstaskretry.testkit.standin.account.DeployedAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules, the clusters and the dead-letter queue. */
class DoctorEventsTest extends DoctorFixture {

    @Test
    void givesTheCommandThatEnablesADisabledRule() {
        account.change("DescribeRule", rule -> {
            if (rule.path("Name").asText().equals(account.ref("TaskStoppedRule"))) {
                rule.put("State", "DISABLED");
            }
        });

        expect(
                "rule for stops",
                "broken",
                "disabled",
                "aws events enable-rule --name " + account.ref("TaskStoppedRule"));
    }

    /** EventBridge has two enabled states; the other one includes CloudTrail's read-only events ({@code DescribeRule} in its API reference). */
    @Test
    void acceptsEachEnabledStateOfARule() {
        account.change("DescribeRule", rule -> rule.put("State", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"));

        assertThat(run("doctor").out()).contains("All is well.");
    }

    @Test
    void triesTheRulesPatternWithAnEvent() {
        account.change("DescribeRule", rule -> {
            if (rule.path("Name").asText().equals(account.ref("TaskStoppedRule"))) {
                rule.put("EventPattern", "{\"source\":[\"aws.ecs\"],\"detail\":{\"clusterArn\":[\"arn:other\"]}}");
            }
        });

        expect("rule for stops", "broken", "does not match a stopped task of cluster arn:aws:ecs:", "sam deploy");
    }

    @Test
    void triesAnEventOfEachNamedCluster() {
        account.close();
        account = new DeployedAccount(
                TEMPLATE.with(
                        "Clusters",
                        "arn:aws:ecs:eu-west-1:111122223333:cluster/prod,arn:aws:ecs:eu-west-1:111122223333:cluster/typo"),
                DYNAMODB.endpoint());
        assertThat(findings())
                .allMatch(finding -> finding.path("verdict").asText().equals("ok"));
        assertThat(account.switchboard().log().count("EventBridge", "TestEventPattern"))
                .isEqualTo(3);

        account.change(
                "DescribeClusters",
                answer -> answer.withArrayProperty("clusters").remove(1));

        expect("clusters", "broken", "cluster/typo is MISSING", "Clusters");
    }

    /** On the second page of answers. */
    private void addStack(String name, String state, String pattern) {
        account.change("ListRules", answer -> {
            if (account.switchboard().log().count("EventBridge", "ListRules") == 1) {
                answer.put("NextToken", "more");
            } else {
                answer.putArray("Rules")
                        .addObject()
                        .put("Name", name + "-TaskStoppedRule-1A2B3C")
                        .put("State", state)
                        .put("EventPattern", pattern);
            }
        });
    }

    @Test
    void warnsOfAnotherStackThatWatchesTheSameClusters() {
        addStack("other", "ENABLED", "{\"source\":[\"aws.ecs\"]}");

        assertThat(theFinding().path("says").asText()).contains("another stack", "other-TaskStoppedRule-1A2B3C");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "DISABLED; {\"source\":[\"aws.ecs\"]}",
                "ENABLED; {\"source\":[\"aws.ecs\"],\"detail\":{\"clusterArn\":[\"arn:aws:ecs:eu-west-1:111122223333:cluster/test\"]}}"
            })
    void acceptsAnotherStackThatIsDisabledOrWatchesOtherClusters(String state, String pattern) {
        account.close();
        account = new DeployedAccount(
                TEMPLATE.with("Clusters", "arn:aws:ecs:eu-west-1:111122223333:cluster/prod"), DYNAMODB.endpoint());
        addStack("other", state, pattern);

        assertThat(run("doctor").out()).contains("All is well.");
    }

    @Test
    void reportsALostPermission() {
        account.change("GetPolicy", answer -> answer.put("Policy", "{\"Statement\":[]}"));

        assertThat(findings().stream()
                        .filter(finding -> finding.path("verdict").asText().equals("broken")))
                .extracting(
                        finding -> finding.path("part").asText(),
                        finding -> finding.path("says").asText())
                .containsExactly(
                        tuple(
                                "rule for stops",
                                "EventBridge may not call the function for " + account.ref("TaskStoppedRule")),
                        tuple(
                                "rule for launches",
                                "EventBridge may not call the function for " + account.ref("LaunchEndedRule")));
    }

    @Test
    void reportsAFunctionWithoutAResourcePolicy() {
        account.switchboard().faults().refuse("Lambda", "GetPolicy", notFound());

        assertThat(findings().stream()
                        .filter(finding -> finding.path("verdict").asText().equals("broken")))
                .hasSize(2);
    }

    @Test
    void countsTheEventsInTheDeadLetterQueue() {
        account.change(
                "GetQueueAttributes",
                answer -> answer.withObjectProperty("Attributes")
                        .put("ApproximateNumberOfMessages", "2")
                        .put("ApproximateNumberOfMessagesNotVisible", "1"));

        expect("dead-letter queue", "broken", "3 events wait", "ecs-retry redrive");
    }
}
