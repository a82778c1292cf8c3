package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.account.DeployedAccount;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code doctor} says which source knows how running tasks were launched. */
class DoctorLaunchesTest extends DoctorFixture {

    private static final String PROD = "arn:aws:ecs:eu-west-1:111122223333:cluster/prod";

    /** The rule {@code nightly} launches tasks of the family {@code etl-0}. */
    private void addRule() {
        account.change(
                "ListRuleNamesByTarget",
                answer -> answer.withArrayProperty("RuleNames").add("nightly"));
        account.change("ListTargetsByRule", answer -> {
            if (answer.path("Targets").isEmpty()) {
                ObjectNode parameters = answer.withArrayProperty("Targets")
                        .addObject()
                        .put("Id", "1")
                        .put("Arn", PROD)
                        .putObject("EcsParameters");
                parameters
                        .put("TaskDefinitionArn", "arn:aws:ecs:eu-west-1:111122223333:task-definition/etl-0")
                        .put("LaunchType", "FARGATE")
                        .putObject("NetworkConfiguration")
                        .putObject("awsvpcConfiguration")
                        .putArray("Subnets")
                        .add("subnet-0a");
            }
        });
    }

    private JsonNode launches() {
        return findings().stream()
                .filter(finding -> finding.path("part").asText().equals("launches"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void namesTheSourceOfEachFamily() {
        addRule();
        runTasks(
                "events-rule/nightly",
                "a-person",
                "ecs-svc/1",
                "AWS Step Functions",
                "ecs-retry/0123abcd/2",
                "airflow");

        assertThat(launches().path("says").asText())
                .startsWith(
                        "a retry knows how to launch 3 families that run now: etl-0 (rule:nightly), etl-1 (CloudTrail's")
                .contains("etl-5 (")
                .doesNotContain("etl-2", "etl-3", "etl-4");
        assertThat(account.switchboard().log().count("ECS", "DescribeTasks")).isEqualTo(1);
    }

    @Test
    void warnsOfAFamilyThatNoSourceKnows() {
        account.policy("version: 1\npolicies: [{name: any, learn: never}]\n");
        runTasks("events-rule/nightly");

        expect("launches", "warning", "a retry could not launch etl-0: ", "policy 'any'");
        assertThat(account.switchboard().log().count("EventBridge", "ListRuleNamesByTarget"))
                .isZero();
    }

    @Test
    void asksNoSourceThatTheFunctionDoesNotAsk() {
        account.close();
        account = new DeployedAccount(TEMPLATE.with("LearnLaunches", "false"), DYNAMODB.endpoint());
        runTasks("events-rule/nightly");

        expect("launches", "warning", "a retry could not launch etl-0: ", "docs/policy.md#learn");
        assertThat(account.switchboard().log().count("EventBridge", "ListRuleNamesByTarget"))
                .isZero();
    }

    @Test
    void asksOnlyTheNamedClusters() {
        account.close();
        account = new DeployedAccount(TEMPLATE.with("Clusters", PROD), DYNAMODB.endpoint());
        runTasks("a-person");

        assertThat(launches().path("verdict").asText()).isEqualTo("ok");
        assertThat(account.switchboard().log().count("ECS", "ListClusters")).isZero();
        assertThat(account.switchboard().log().calls("ECS", "ListTasks"))
                .singleElement()
                .satisfies(call ->
                        assertThat(call.request().path("cluster").asText()).isEqualTo(PROD));
    }

    @ParameterizedTest
    @CsvSource({
        "ECS, ListClusters, ecs:ListClusters",
        "ECS, ListTasks, ecs:ListTasks",
        "ECS, DescribeTasks, ecs:DescribeTasks",
        "EventBridge, ListRuleNamesByTarget, events:ListRuleNamesByTarget"
    })
    void namesADeniedAction(String service, String operation, String action) {
        runTasks("events-rule/nightly", "a-person");
        account.switchboard().faults().refuse(service, operation, AwsError.of(400, "AccessDeniedException", "no"));

        JsonNode finding = theFinding();
        assertThat(finding.path("part").asText()).isEqualTo("launches");
        assertThat(finding.path("verdict").asText()).isEqualTo("unknown");
        assertThat(finding.path("fix").asText()).contains(action, "DoctorPolicyArn");
    }

    /** Another finding reports the cluster. */
    @Test
    void skipsAClusterThatDoesNotExist() {
        runTasks("a-person");
        account.switchboard()
                .faults()
                .refuse("ECS", "ListTasks", AwsError.client("ClusterNotFoundException", "Cluster not found."));

        assertThat(launches().path("says").asText()).startsWith("no standalone task runs now");
    }
}
