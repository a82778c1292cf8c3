package io.github.ecstaskretry.sam;

import static io.github.ecstaskretry.sam.Statements.actions;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.doctor.Stack;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ecs-retry doctor} looks at is in the template, and its policy lets it look and do nothing else. */
class DoctorPolicyTest {

    private static final SamTemplate TEMPLATE = SamTemplate.read();
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555";
    private static final SamTemplate WITH_KEY = TEMPLATE.with("KmsKeyArn", KEY);

    @ParameterizedTest
    @CsvSource({
        Stack.TASK_STOPPED_RULE + ", AWS::Events::Rule",
        Stack.LAUNCH_ENDED_RULE + ", AWS::Events::Rule",
        Stack.SCHEDULE + ", AWS::Scheduler::Schedule",
        Stack.DEAD_LETTER_QUEUE + ", AWS::SQS::Queue",
        Stack.FUNCTION + ", AWS::Serverless::Function",
        Stack.FUNCTION_LOGS + ", AWS::Logs::LogGroup",
        Stack.FUNCTION_ERRORS_ALARM + ", AWS::CloudWatch::Alarm",
        Stack.TABLE + ", AWS::DynamoDB::Table",
        Stack.STATE_MACHINE + ", AWS::StepFunctions::StateMachine",
        Stack.TOPIC + ", AWS::SNS::Topic"
    })
    void checksResourcesOfTheTemplate(String logicalId, String type) {
        assertThat(TEMPLATE.ofType(type)).containsKey(logicalId);
    }

    @Test
    void alarmsAreLookedForByTheirType() {
        assertThat(TEMPLATE.ofType("AWS::CloudWatch::Alarm")).isNotEmpty();
    }

    @Test
    void everyStatementHasANameOfItsOwn() {
        assertThat(statements(WITH_KEY))
                .extracting(statement -> statement.path("Sid").asText())
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }

    @Test
    void itMayOnlyRead() {
        assertThat(statements(TEMPLATE)).hasSizeGreaterThan(5).allSatisfy(statement -> {
            assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
            assertThat(actions(statement))
                    .isNotEmpty()
                    .allMatch(action -> action.matches("[a-z]+:(Describe|Get|List|Query|Test)[A-Za-z]*"));
        });
    }

    @Test
    void withAKeyItMayOnlyDecryptTheTable() {
        assertThat(statements(WITH_KEY))
                .filteredOn(statement -> !statements(TEMPLATE).contains(statement))
                .singleElement()
                .satisfies(statement -> Statements.checkDecryptsThroughDynamoDb(statement, KEY));
    }

    @Test
    void everyResourceIsNamedWhereAnActionTakesOne() {
        assertThat(statements(WITH_KEY))
                .filteredOn(statement -> statement.path("Resource").toString().contains("\"*\""))
                .flatExtracting(Statements::actions)
                .containsExactlyInAnyOrder(
                        "ecs:ListClusters",
                        "ecs:ListTasks",
                        "events:ListEventBuses",
                        "events:ListRuleNamesByTarget",
                        "scheduler:ListSchedules",
                        "events:ListRules",
                        "events:TestEventPattern",
                        "cloudwatch:DescribeAlarms",
                        "cloudwatch:GetMetricStatistics");
    }

    @Test
    void readsTasksOfTheNamedClustersOnly() {
        SamTemplate named = TEMPLATE.with("Clusters", "arn:aws:ecs:eu-west-1:111122223333:cluster/prod");

        assertThat(statements(named)).flatExtracting(Statements::actions).doesNotContain("ecs:ListClusters");
        assertThat(statements(named))
                .filteredOn(statement -> actions(statement).contains("ecs:ListTasks"))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(actions(statement)).containsExactly("ecs:ListTasks", "ecs:DescribeTasks");
                    assertThat(statement.path("Condition").toString())
                            .isEqualTo("{\"ArnEquals\":{\"ecs:cluster\":"
                                    + "[\"arn:aws:ecs:eu-west-1:111122223333:cluster/prod\"]}}");
                });
    }

    @Test
    void asksNoSourcesIfTheFunctionLearnsNothing() {
        assertThat(statements(TEMPLATE.with("LearnLaunches", "false")))
                .flatExtracting(Statements::actions)
                .contains("scheduler:GetSchedule")
                .doesNotContain("scheduler:ListSchedules", "events:ListEventBuses");
    }

    /** DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control": a count without the items. */
    @Test
    void countsOpenAttemptsWithoutReadingThem() {
        assertThat(statements(WITH_KEY))
                .filteredOn(statement -> actions(statement).contains("dynamodb:Query"))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.path("Resource").toString())
                            .isEqualTo("{\"Fn::Sub\":\"${AttemptsTable.Arn}/index/pending\"}");
                    assertThat(statement.path("Condition").toString())
                            .isEqualTo("{\"StringEquals\":{\"dynamodb:Select\":\"COUNT\"}}");
                });
    }

    private static List<JsonNode> statements(SamTemplate template) {
        return template.properties("DoctorPolicy")
                .path("PolicyDocument")
                .path("Statement")
                .valueStream()
                .toList();
    }
}
