package io.github.ecstaskretry.sam;

import static io.github.ecstaskretry.sam.Statements.actions;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The template encrypts everything, and its roles and policies allow no more than they need. */
class TemplateAccessTest extends TemplateFixture {

    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555";
    private static final SamTemplate WITH_KEY = TEMPLATE.with("KmsKeyArn", KEY);

    @Test
    void nothingMayDoEverything() {
        assertThat(TEMPLATE.statements())
                .hasSizeGreaterThan(10)
                .filteredOn(statement -> statement.path("Effect").asText().equals("Allow"))
                .allSatisfy(statement ->
                        assertThat(actions(statement)).isNotEmpty().noneMatch(action -> action.contains("*")));
        assertThat(TEMPLATE.statements())
                .allSatisfy(statement -> assertThat(actions(statement)).doesNotContain("*"));
    }

    @Test
    void encryptsEverythingWithAwsKeysByDefault() {
        assertThat(TABLE.at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
        assertThat(TABLE.at("/SSESpecification/KMSMasterKeyId").isMissingNode()).isTrue();
        assertThat(TEMPLATE.properties("DeadLetterQueue").path("SqsManagedSseEnabled"))
                .isEqualTo(BooleanNode.TRUE);
        assertThat(TEMPLATE.properties("NoticesTopic").path("KmsMasterKeyId").asText())
                .isEqualTo("alias/aws/sns");
        assertThat(STATE_MACHINES.values())
                .allSatisfy(machine -> assertThat(
                                machine.at("/EncryptionConfiguration/Type").asText())
                        .isEqualTo("AWS_OWNED_KEY"));
        assertThat(TEMPLATE.ofType("AWS::Logs::LogGroup").values()).noneMatch(group -> group.has("KmsKeyId"));
    }

    @Test
    void theCustomersKeyEncryptsEverything() {
        JsonNode queue = WITH_KEY.properties("DeadLetterQueue");

        assertThat(WITH_KEY.properties("AttemptsTable")
                        .at("/SSESpecification/KMSMasterKeyId")
                        .asText())
                .isEqualTo(KEY);
        assertThat(queue.path("KmsMasterKeyId").asText()).isEqualTo(KEY);
        assertThat(queue.path("SqsManagedSseEnabled")).isEqualTo(BooleanNode.FALSE);
        assertThat(WITH_KEY.properties("NoticesTopic").path("KmsMasterKeyId").asText())
                .isEqualTo(KEY);
        assertThat(WITH_KEY.ofType("AWS::StepFunctions::StateMachine").values())
                .extracting(machine -> machine.path("EncryptionConfiguration"))
                .allSatisfy(encryption -> {
                    assertThat(encryption.path("Type").asText()).isEqualTo("CUSTOMER_MANAGED_KMS_KEY");
                    assertThat(encryption.path("KmsKeyId").asText()).isEqualTo(KEY);
                });
        assertThat(WITH_KEY.ofType("AWS::Logs::LogGroup").values())
                .hasSize(3)
                .allSatisfy(group -> assertThat(group.path("KmsKeyId").asText()).isEqualTo(KEY));
    }

    @ParameterizedTest
    @CsvSource({"TaskRetryRole, 2", "WaitAndRunRole, 2", "RunJobRole, 3", "ReconcileScheduleRole, 1"})
    void aRoleMayUseTheCustomersKeyOnlyThroughItsServices(String role, int statements) {
        assertThat(keyStatements(TEMPLATE, role)).isEmpty();
        assertThat(keyStatements(WITH_KEY, role)).hasSize(statements).allSatisfy(statement -> {
            assertThat(statement.path("Resource").asText()).isEqualTo(KEY);
            assertThat(names(statement.path("Condition").iterator().next()))
                    .singleElement()
                    .asString()
                    .matches("kms:ViaService|kms:EncryptionContext:.*");
        });
    }

    private static List<JsonNode> keyStatements(SamTemplate template, String role) {
        return template.properties(role).path("Policies").findValues("Statement").stream()
                .flatMap(JsonNode::valueStream)
                .filter(statement -> actions(statement).stream().anyMatch(action -> action.startsWith("kms:")))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "AttemptsTable, /ResourcePolicy/PolicyDocument/Statement, dynamodb:*",
        "DeadLetterQueuePolicy, /PolicyDocument/Statement, sqs:*",
        "NoticesTopicPolicy, /PolicyDocument/Statement, sns:Publish"
    })
    void refusesRequestsWithoutTls(String resource, String statements, String action) {
        assertThat(TEMPLATE.properties(resource).at(statements))
                .filteredOn(statement -> statement.path("Effect").asText().equals("Deny"))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.path("Principal").asText()).isEqualTo("*");
                    assertThat(actions(statement)).containsExactly(action);
                    assertThat(statement.path("Condition"))
                            .isEqualTo(Json.read("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"));
                });
    }

    @Test
    void auditorsMayOnlyRead() {
        assertThat(auditStatements(TEMPLATE, "Allow"))
                .flatExtracting(Statements::actions)
                .containsExactlyInAnyOrder(
                        "dynamodb:Query",
                        "dynamodb:GetItem",
                        "dynamodb:DescribeTable",
                        "dynamodb:PartiQLSelect",
                        "dynamodb:Scan",
                        "cloudformation:DescribeStacks",
                        "ecs:DescribeTaskDefinition");
        assertThat(TEMPLATE.properties("AuditPolicy").path("PolicyDocument").path("Statement"))
                .filteredOn(statement -> statement.path("Resource").asText().equals("*"))
                .flatExtracting(Statements::actions)
                .containsExactly("ecs:DescribeTaskDefinition");
        assertThat(TEMPLATE.properties("AuditPolicy").findValues("Resource").toString())
                .contains("AttemptsTable");
    }

    /** What the command line tells them to ask for when they name no table. */
    @Test
    void auditorsMayFindTheTableInTheOutputsOfThisStack() {
        assertThat(auditStatements(TEMPLATE, "Allow"))
                .filteredOn(statement -> actions(statement).contains("cloudformation:DescribeStacks"))
                .singleElement()
                .satisfies(statement -> assertThat(
                                statement.path("Resource").path("Fn::Sub").asText())
                        .endsWith(":stack/${AWS::StackName}/*"));
    }

    /** DynamoDB developer guide, "IAM security policies with PartiQL for DynamoDB"; a Deny of Scan would end stats and export. */
    @Test
    void auditorsMayUsePartiQlOnlyWithAKey() {
        JsonNode allowed = auditStatements(TEMPLATE, "Allow").stream()
                .filter(statement -> actions(statement).contains("dynamodb:PartiQLSelect"))
                .findFirst()
                .orElseThrow();

        assertThat(allowed.has("Condition")).isFalse();
        assertThat(auditStatements(TEMPLATE, "Deny")).singleElement().satisfies(denied -> {
            assertThat(actions(denied)).containsExactly("dynamodb:PartiQLSelect");
            assertThat(denied.path("Resource")).isEqualTo(allowed.path("Resource"));
            assertThat(denied.path("Condition"))
                    .isEqualTo(Json.read("{\"Bool\":{\"dynamodb:FullTableScan\":[\"true\"]}}"));
        });
    }

    @Test
    void auditorsMayUseTheTablesKeyThroughDynamoDb() {
        assertThat(auditStatements(WITH_KEY, "Allow"))
                .filteredOn(statement -> !auditStatements(TEMPLATE, "Allow").contains(statement))
                .singleElement()
                .satisfies(statement -> Statements.checkDecryptsThroughDynamoDb(statement, KEY));
    }

    private static List<JsonNode> auditStatements(SamTemplate template, String effect) {
        return template.properties("AuditPolicy")
                .path("PolicyDocument")
                .path("Statement")
                .valueStream()
                .filter(statement -> statement.path("Effect").asText().equals(effect))
                .toList();
    }

    @Test
    void rolesArePassedToEcsOnly() {
        assertThat(TEMPLATE.statements())
                .filteredOn(statement -> actions(statement).contains("iam:PassRole"))
                .hasSize(2)
                .allSatisfy(statement -> assertThat(statement
                                .path("Condition")
                                .path("StringEquals")
                                .path("iam:PassedToService")
                                .asText())
                        .isIn("ecs-tasks.amazonaws.com", "ecs.amazonaws.com"));
    }
}
