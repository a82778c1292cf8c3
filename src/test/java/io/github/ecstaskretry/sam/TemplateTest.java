package io.github.ecstaskretry.sam;

import static io.github.ecstaskretry.sam.Statements.actions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.github.ecstaskretry.cli.aws.table.TableAttributes;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.format.event.EventDocument;
import io.github.ecstaskretry.format.event.Incoming;
import io.github.ecstaskretry.format.policy.PolicyFile;
import io.github.ecstaskretry.function.lambda.SettingsVariables;
import io.github.ecstaskretry.testkit.standin.deployed.CloudFormationYaml;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The template matches the code and keeps its promises about data and permissions. */
class TemplateTest {

    private static final SamTemplate TEMPLATE = SamTemplate.read();
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555";
    private static final SamTemplate WITH_KEY = TEMPLATE.with("KmsKeyArn", KEY);
    private static final JsonNode FUNCTION = TEMPLATE.properties("TaskRetryFunction");
    private static final JsonNode TABLE = TEMPLATE.properties("AttemptsTable");
    private static final Map<String, JsonNode> STATE_MACHINES = TEMPLATE.ofType("AWS::StepFunctions::StateMachine");

    @Test
    void theFunctionGetsTheVariablesThatItReads() {
        // The runtime of the native binary reads it: see the template.
        Set<String> notOurs = Set.of("DISABLE_SIGNAL_HANDLERS");

        Set<String> given = names(FUNCTION.path("Environment").path("Variables"));
        given.removeAll(notOurs);

        assertThat(given).isEqualTo(SettingsVariables.read());
    }

    @Test
    void thereAreTwoRuntimesForTheOnePackage() {
        assertThat(texts(TEMPLATE.parameter("Runtime").path("AllowedValues")))
                .containsExactly("provided.al2023", "java25");
        assertThat(FUNCTION.path("CodeUri").asText()).isEqualTo("../target/function.zip");
    }

    @Test
    void theTableHasItsKeys() {
        assertThat(keys(TABLE)).containsExactly("jobId HASH", "attempt RANGE");
        assertThat(TABLE.path("TimeToLiveSpecification").path("AttributeName").asText())
                .isEqualTo("expiresAt");
        assertThat(TABLE.path("TimeToLiveSpecification").path("Enabled").asBoolean())
                .isTrue();
    }

    @Test
    void theTableHasFourIndexes() {
        Map<String, List<String>> indexes = new TreeMap<>();
        TABLE.path("GlobalSecondaryIndexes")
                .forEach(index -> indexes.put(index.path("IndexName").asText(), keys(index)));

        assertThat(indexes)
                .isEqualTo(Map.of(
                        "by-family", List.of("family HASH", "stoppedAt RANGE"),
                        "by-outcome", List.of("outcomeDay HASH", "stoppedAt RANGE"),
                        "by-task", List.of("relaunchedTaskId HASH"),
                        "pending", List.of("pendingShard HASH", "notBefore RANGE")));
    }

    @Test
    void theTableDefinesTheTypesOfItsKeysAndNothingElse() {
        Map<String, String> types = new TreeMap<>();
        TABLE.path("AttributeDefinitions")
                .forEach(attribute -> types.put(
                        attribute.path("AttributeName").asText(),
                        attribute.path("AttributeType").asText()));

        assertThat(types.keySet())
                .containsExactlyInAnyOrderElementsOf(TABLE.findValues("KeySchema").stream()
                        .flatMap(JsonNode::valueStream)
                        .map(key -> key.path("AttributeName").asText())
                        .collect(Collectors.toSet()));
        assertThat(types).containsEntry("attempt", "N");
        assertThat(types.values().stream().filter(type -> type.equals("S"))).hasSize(types.size() - 1);
    }

    @Test
    void whatTheIndexesHoldIsWhatAttemptsHave() {
        Set<String> projected = TABLE.findValues("NonKeyAttributes").stream()
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        projected.addAll(TABLE.findValuesAsText("AttributeName"));

        assertThat(TableAttributes.names()).containsAll(projected);
    }

    @Test
    void attemptsSurviveMistakes() {
        assertThat(TABLE.path("PointInTimeRecoverySpecification")
                        .path("PointInTimeRecoveryEnabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theTableOutlivesItsStackUnlessTheStackWasNeverComplete() {
        JsonNode table = TEMPLATE.resource("AttemptsTable");

        assertThat(table.path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
        assertThat(table.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    }

    /** CloudWatch may not use the key of the notices topic: such an alarm would reach nobody. */
    @Test
    void alarmsCannotReportToTheNoticesTopic() {
        Pattern allowed = Pattern.compile(
                TEMPLATE.parameter("AlarmTopicArn").path("AllowedPattern").asText());

        assertThat("").matches(allowed);
        assertThat("arn:aws:sns:eu-west-1:111122223333:operations").matches(allowed);
        assertThat("arn:aws:sns:eu-west-1:111122223333:ecs-task-retry-NoticesTopic-4AbCdEfGhIjK")
                .doesNotMatch(allowed);
    }

    @Test
    void theStateMachinesPlaceholdersAreFilledIn() {
        assertThat(STATE_MACHINES).hasSize(2).allSatisfy((name, machine) -> {
            String definition =
                    SamTemplate.text(machine.path("DefinitionS3Location").asText());
            Set<String> placeholders = Pattern.compile("\\$\\{([^}]*)}")
                    .matcher(definition)
                    .results()
                    .map(placeholder -> placeholder.group(1))
                    .collect(Collectors.toSet());
            assertThat(placeholders).isNotEmpty().isEqualTo(names(machine.path("DefinitionSubstitutions")));
        });
    }

    @Test
    void anExecutionsNameIsUsedOnce() {
        assertThat(STATE_MACHINES)
                .allSatisfy((name, machine) ->
                        assertThat(machine.path("StateMachineType").asText()).isEqualTo("STANDARD"));
    }

    @Test
    void overridesAreNotLogged() {
        assertThat(STATE_MACHINES)
                .allSatisfy((name, machine) -> assertThat(
                                machine.path("LoggingConfiguration").path("IncludeExecutionData"))
                        .isEqualTo(BooleanNode.FALSE));
    }

    @Test
    void theScheduleAsksForReconcilingEveryFiveMinutesAndKeepsWhatItCannotHandOver() throws IOException {
        JsonNode schedule = TEMPLATE.properties("ReconcileSchedule");
        JsonNode target = schedule.path("Target");
        byte[] event = target.path("Input").asText().getBytes(StandardCharsets.UTF_8);

        assertThat(EventDocument.parse(new ByteArrayInputStream(event))
                        .getFirst()
                        .read())
                .isEqualTo(new Incoming.ReconcileDue());
        assertThat(schedule.path("ScheduleExpression").asText()).isEqualTo("rate(5 minutes)");
        assertThat(schedule.path("FlexibleTimeWindow").path("Mode").asText()).isEqualTo("OFF");
        assertThat(target.path("Arn")).isEqualTo(getAtt("TaskRetryFunction"));
        assertThat(target.path("RoleArn")).isEqualTo(getAtt("ReconcileScheduleRole"));
        assertThat(target.path("DeadLetterConfig").path("Arn")).isEqualTo(getAtt("DeadLetterQueue"));
    }

    /** AWS CloudFormation API reference, {@code StackResourceDrift}: only drift of what the template says is seen and put back. */
    @ParameterizedTest
    @ValueSource(strings = {"TaskStoppedRule", "LaunchEndedRule", "ReconcileSchedule"})
    void whatCanBeDisabledIsSaidToBeEnabled(String resource) {
        assertThat(TEMPLATE.properties(resource).path("State").asText()).isEqualTo("ENABLED");
    }

    @Test
    void theScheduleMayInvokeTheFunctionAndKeepWhatItCannotHandOverAndNothingElse() {
        assertThat(TEMPLATE.properties("ReconcileScheduleRole")
                        .path("Policies")
                        .path(0)
                        .path("PolicyDocument")
                        .path("Statement"))
                .extracting(statement -> statement.path("Action").asText(), statement -> statement.path("Resource"))
                .containsExactly(
                        tuple("lambda:InvokeFunction", getAtt("TaskRetryFunction")),
                        tuple("sqs:SendMessage", getAtt("DeadLetterQueue")));
    }

    @Test
    void reconcilingWatchesTheClustersThatTheRulesWatch() {
        assertThat(TEMPLATE.with("Clusters", "arn:one,arn:two")
                        .properties("TaskRetryFunction")
                        .path("Environment")
                        .path("Variables")
                        .path("RETRY_CLUSTERS"))
                .isEqualTo(Json.read("{\"Fn::Join\":[\",\",[\"arn:one\",\"arn:two\"]]}"));
    }

    @Test
    void doesNotReadRulesAndSchedulesWithoutLearning() {
        assertThat(learning(TEMPLATE))
                .containsExactlyInAnyOrder("events", "events", "events", "scheduler", "scheduler", "cloudtrail");
        assertThat(learning(TEMPLATE.with("LearnLaunches", "false"))).isEmpty();
        assertThat(TEMPLATE.properties("TaskRetryFunction")
                        .path("Environment")
                        .path("Variables")
                        .path("RETRY_LEARN_LAUNCHES"))
                .isEqualTo(TEMPLATE.with("LearnLaunches", "true")
                        .properties("TaskRetryFunction")
                        .path("Environment")
                        .path("Variables")
                        .path("RETRY_LEARN_LAUNCHES"));
    }

    /** The services whose actions only learning needs. */
    private static List<String> learning(SamTemplate template) {
        return template.properties("TaskRetryRole").findValues("Action").stream()
                .flatMap(action -> action.isArray() ? action.valueStream() : Stream.of(action))
                .map(action -> action.asText().replaceFirst(":.*", ""))
                .filter(Set.of("events", "scheduler", "cloudtrail")::contains)
                .toList();
    }

    @Test
    void everyRuleKeepsWhatItCannotHandOver() {
        assertThat(TEMPLATE.ofType("AWS::Events::Rule").values())
                .hasSize(2)
                .allSatisfy(rule -> assertThat(rule.path("Targets"))
                        .isNotEmpty()
                        .allSatisfy(target -> assertThat(
                                        target.path("DeadLetterConfig").path("Arn"))
                                .isEqualTo(getAtt("DeadLetterQueue"))));
    }

    @Test
    void theFunctionKeepsWhatItFailedOn() {
        JsonNode onFailure =
                FUNCTION.path("EventInvokeConfig").path("DestinationConfig").path("OnFailure");

        assertThat(onFailure.path("Destination")).isEqualTo(getAtt("DeadLetterQueue"));
    }

    @Test
    void logsAreKeptForATimeAndNoOthersAreWritten() {
        assertThat(TEMPLATE.ofType("AWS::Logs::LogGroup"))
                .hasSize(3)
                .allSatisfy((name, group) ->
                        assertThat(group.path("RetentionInDays").asInt()).isPositive());
        assertThat(FUNCTION.path("LoggingConfig").path("LogGroup").path("Ref").asText())
                .isEqualTo("FunctionLogs");
        STATE_MACHINES.forEach((name, machine) -> assertThat(
                        machine.path("LoggingConfiguration").findValue("LogGroupArn"))
                .isEqualTo(getAtt(name + "Logs")));
    }

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
    void everythingIsEncryptedWithKeysOfAwsUnlessThereIsOneOfTheCustomers() {
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
    void aRoleMayUseTheKeyWhereThereIsOneAndThroughItsServicesOnly(String role, int statements) {
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
    void nothingIsTakenThatIsNotEncryptedOnItsWay(String resource, String statements, String action) {
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
    void auditorsReadAndDoNothingElse() {
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
    void byPartiQlAuditorsReadWhatTheyNameTheKeyOf() {
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
    void whereTheTableHasAKeyAuditorsMayDecryptItThroughDynamoDb() {
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

    @Test
    void thePolicyFileOfTheLayerIsValidAndReadWhereItIsPut() throws IOException {
        Path folder = SamTemplate.FOLDER.resolve(
                TEMPLATE.properties("PolicyLayer").path("ContentUri").asText());
        Path variable = Path.of(FUNCTION.path("Environment")
                .path("Variables")
                .path("RETRY_POLICY")
                .asText());

        assertThat(folder).isDirectoryContaining(file -> file.endsWith(variable.getFileName()));
        assertThat(variable.getParent()).isEqualTo(Path.of("/opt"));
        Path file = folder.resolve(variable.getFileName());
        assertThat(PolicyFile.read(
                                file.toString(),
                                Files.readString(file),
                                CatalogueYaml.builtIn().ids())
                        .policies())
                .extracting(Policy::name)
                .containsExactly("orchestrated", "scheduled", "ad-hoc");
    }

    private static JsonNode getAtt(String resource) {
        return CloudFormationYaml.read("arn: !GetAtt " + resource + ".Arn").get("arn");
    }

    private static List<String> keys(JsonNode tableOrIndex) {
        return tableOrIndex
                .path("KeySchema")
                .valueStream()
                .map(key -> key.path("AttributeName").asText() + " "
                        + key.path("KeyType").asText())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static Set<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }
}
