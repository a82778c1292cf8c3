package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.audit.RecordedJobs;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.testkit.standin.LocalCredentials;
import io.github.ecstaskretry.testkit.standin.account.DeployedAccount;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Runs {@code doctor} against stand-ins that hold the deployed template, and changes one of them at a time. */
@ExtendWith(LocalCredentials.class)
class DoctorCommandTest {

    /** The services' prefixes in IAM. */
    private static final Map<String, String> ACTIONS = Map.of(
            "CloudFormation", "cloudformation",
            "CloudWatch", "cloudwatch",
            "DynamoDB", "dynamodb",
            "ECS", "ecs",
            "EventBridge", "events",
            "Lambda", "lambda",
            "Scheduler", "scheduler",
            "SNS", "sns",
            "SQS", "sqs",
            "StepFunctions", "states");

    /** With a subscriber of the notices and an action of the alarms. */
    private static final SamTemplate TEMPLATE =
            SamTemplate.read().with("AlarmTopicArn", "arn:aws:sns:eu-west-1:111122223333:operations");

    @RegisterExtension
    private static final DynamoDbTables DYNAMODB = new DynamoDbTables(DeployedAccount.STACK + "-AttemptsTable");

    private DeployedAccount account;

    @BeforeEach
    void deploy() {
        account = new DeployedAccount(TEMPLATE, DYNAMODB.endpoint());
    }

    @AfterEach
    void remove() {
        account.close();
    }

    private Run run(String... arguments) {
        return Run.of(Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                "--region",
                                "eu-west-1",
                                "--endpoint-url",
                                account.endpoint().toString()))
                .toArray(String[]::new));
    }

    private List<JsonNode> findings() {
        return Json.read(run("doctor", "--json").out())
                .path("findings")
                .valueStream()
                .toList();
    }

    @Test
    void findsTheDeployedTemplateHealthy() {
        Run run = run("doctor");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("All is well.");
        assertThat(run.exitCode()).isZero();
        assertThat(findings())
                .allMatch(finding -> finding.path("verdict").asText().equals("ok"));
    }

    @Test
    void warnsThatAlarmsNotifyNobodyByDefault() {
        account.close();
        account = new DeployedAccount(SamTemplate.read(), DYNAMODB.endpoint());

        expect("alarms", "warning", "the alarms notify nobody", "AlarmTopicArn");
    }

    /** The only finding that is not ok. */
    private JsonNode theFinding() {
        List<JsonNode> wrong = findings().stream()
                .filter(finding -> !finding.path("verdict").asText().equals("ok"))
                .toList();
        assertThat(wrong).hasSize(1);
        return wrong.getFirst();
    }

    private void expect(String part, String verdict, String says, String fix) {
        JsonNode finding = theFinding();
        assertThat(finding.path("part").asText()).isEqualTo(part);
        assertThat(finding.path("verdict").asText()).isEqualTo(verdict);
        assertThat(finding.path("says").asText()).contains(says);
        assertThat(finding.path("fix").asText()).contains(fix);
        assertThat(run("doctor").exitCode()).isEqualTo(verdict.equals("warning") ? ExitCode.OK : ExitCode.NO);
    }

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

        expect("dead-letter queue", "broken", "3 events wait", "sqs.eu-west-1.amazonaws.com");
    }

    @Test
    void reportsTheErrorsOfARefusedPolicyFile() {
        account.policy("version: 1\npolicies:\n  - name: etl\n    attempts: many\n");

        expect("policy", "broken", "attempts", "ecs-retry policy check");
    }

    @Test
    void reportsALayerWithoutThePolicyFile() {
        account.policy("");

        expect("policy", "broken", "RETRY_POLICY", "sam deploy");
    }

    @Test
    void reportsADeletedLayerVersionAsUnknown() {
        account.switchboard().faults().refuse("Lambda", "GetLayerVersionByArn", notFound());

        JsonNode finding = theFinding();
        assertThat(finding.path("part").asText()).isEqualTo("policy");
        assertThat(finding.path("verdict").asText()).isEqualTo("unknown");
        assertThat(finding.path("says").asText()).contains("ecs-task-retry-policy:7 is deleted");
    }

    private static final String FOREIGN = "arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:38";

    private void addForeignLayer() {
        account.change(
                "GetFunctionConfiguration",
                function -> function.withArrayProperty("Layers").addObject().put("Arn", FOREIGN));
        account.switchboard()
                .faults()
                .refuse("Lambda", "GetLayerVersionByArn", denied("lambda:GetLayerVersion", FOREIGN));
    }

    /** AWS Lambda API reference, {@code EnvironmentResponse}: Lambda returns an error instead of the values if the caller may not decrypt them. */
    @Test
    void reportsEncryptedVariablesAndTheirDependentsAsUnknown() {
        String message = "Lambda was unable to decrypt your environment variables because the KMS access was denied.";
        account.change(
                "GetFunctionConfiguration",
                function -> function.putObject("Environment")
                        .putObject("Error")
                        .put("ErrorCode", "AccessDeniedException")
                        .put("Message", message));

        List<JsonNode> wrong = findings().stream()
                .filter(finding -> !finding.path("verdict").asText().equals("ok"))
                .toList();

        assertThat(wrong)
                .extracting(
                        finding -> finding.path("part").asText(),
                        finding -> finding.path("verdict").asText())
                .containsExactly(
                        tuple("rule for stops", "unknown"),
                        tuple("clusters", "unknown"),
                        tuple("function", "unknown"),
                        tuple("policy", "unknown"));
        assertThat(wrong)
                .filteredOn(finding -> finding.path("part").asText().equals("function"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path("says").asText()).endsWith(message);
                    assertThat(finding.path("fix").asText()).contains("kms:Decrypt");
                });
    }

    /** An organisation's tooling adds such layers; the policy in the output DoctorPolicyArn does not allow reading them. */
    @Test
    void readsTheOtherLayersIfOneIsDenied() {
        addForeignLayer();

        assertThat(findings())
                .allMatch(finding -> finding.path("verdict").asText().equals("ok"))
                .filteredOn(finding -> finding.path("part").asText().equals("policy"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.path("says").asText())
                        .startsWith("layer ecs-task-retry-policy:7, version ")
                        .contains("layer LambdaInsightsExtension:38"));
    }

    @Test
    void reportsUnknownIfOnlyADeniedLayerCanHaveTheFile() {
        account.policy("");
        addForeignLayer();

        JsonNode finding = theFinding();
        assertThat(finding.path("part").asText()).isEqualTo("policy");
        assertThat(finding.path("verdict").asText()).isEqualTo("unknown");
        assertThat(finding.path("says").asText()).isEqualTo(refusal("lambda:GetLayerVersion", FOREIGN));
    }

    /** AWS Lambda API reference, {@code LayerVersionContentOutput}: anyone can use the address for ten minutes. */
    @Test
    void keepsTheAddressOfALayerSecret() {
        account.change(
                "GetLayerVersionByArn",
                layer -> layer.withObjectProperty("Content")
                        .put("Location", account.endpoint() + "/layers/gone.zip?X-Amz-Signature=0a1b2c"));

        JsonNode finding = theFinding();
        assertThat(finding.path("part").asText()).isEqualTo("policy");
        assertThat(finding.path("verdict").asText()).isEqualTo("unknown");
        assertThat(finding.path("says").asText())
                .isEqualTo(
                        "the layer ecs-task-retry-policy:7 cannot be fetched from 127.0.0.1: it answers with status 400");
        assertThat(run("doctor").out()).doesNotContain("Signature", "0a1b2c");
    }

    @Test
    void findsADisabledSchedule() {
        account.change("GetSchedule", schedule -> schedule.put("State", "DISABLED"));

        expect("reconciling", "broken", account.ref("ReconcileSchedule") + " is DISABLED", "enable it in the console");
    }

    @Test
    void reportsADeletedSchedule() {
        account.switchboard().faults().refuse("Scheduler", "GetSchedule", notFound());

        JsonNode finding = theFinding();
        assertThat(finding.path("part").asText()).isEqualTo("reconciling");
        assertThat(finding.path("says").asText()).startsWith("the schedule does not exist");
        assertThat(finding.path("fix").asText()).startsWith(account.ref("ReconcileSchedule") + " was deleted by hand");
    }

    @Test
    void namesTheDeniedActionOfTheSchedule() {
        String arn = account.arn("ReconcileSchedule");
        account.switchboard().faults().refuse("Scheduler", "GetSchedule", denied("scheduler:GetSchedule", arn));

        JsonNode finding = theFinding();
        assertThat(finding.path("part").asText()).isEqualTo("reconciling");
        assertThat(finding.path("says").asText()).isEqualTo(refusal("scheduler:GetSchedule", arn));
        assertThat(finding.path("fix").asText()).contains("scheduler:GetSchedule", "DoctorPolicyArn");
    }

    @Test
    void asksAThrottlingServiceAgain() {
        account.switchboard()
                .faults()
                .refuse("Scheduler", "GetSchedule", AwsError.of(429, "ThrottlingException", "Rate exceeded"));

        assertThat(run("doctor").out()).contains("All is well.");
        assertThat(account.switchboard().faults().spent()).isTrue();
    }

    /** The system property has the effect of AWS_ENDPOINT_URL. */
    @Test
    void takesOneEndpointForEveryService() {
        System.setProperty("aws.endpointUrl", account.endpoint().toString());
        try {
            assertThat(Run.of("doctor", "--region", "eu-west-1").out()).contains("All is well.");
        } finally {
            System.clearProperty("aws.endpointUrl");
        }
    }

    @Test
    void reportsAScheduleThatDoesNotCallTheFunction() {
        account.change("GetMetricStatistics", answer -> answer.putArray("Datapoints"));

        expect("reconciling", "broken", "was not called for 15 minutes", "ReconcileScheduleRole");
    }

    @Test
    void reportsAFunctionThatFailsEveryCall() {
        metric("Errors", 1);

        expect("function", "broken", "every call of " + account.ref("TaskRetryFunction"), "aws logs tail");
    }

    @Test
    void reportsAThrottledFunction() {
        metric("Invocations", 0);
        metric("Throttles", 4);

        expect("reconciling", "broken", "throttled", "Concurrent executions");
    }

    private void metric(String name, double sum) {
        account.change("GetMetricStatistics", answer -> {
            if (answer.path("Label").asText().equals(name)) {
                answer.putArray("Datapoints").addObject().put("Sum", sum);
            }
        });
    }

    @Test
    void givesTheAlarmsDescriptionAsTheFix() {
        String name = account.ref("LaunchesFailedAlarm");
        changeAlarm(name, alarm -> alarm.put("StateValue", "ALARM").put("StateReason", "1 datapoint was over 0"));

        expect("alarms", "warning", name + " is in ALARM: 1 datapoint was over 0", "Re-runs could not be launched.");
    }

    @Test
    void warnsOfDisabledAlarmActions() {
        String name = account.ref("DeadLetterAlarm");
        changeAlarm(name, alarm -> alarm.put("ActionsEnabled", false));

        expect("alarms", "warning", name, "enable-alarm-actions --alarm-names " + name);
    }

    @Test
    void namesADeletedAlarm() {
        String name = account.ref("FunctionErrorsAlarm");
        account.change("DescribeAlarms", answer -> {
            ArrayNode alarms = answer.withArrayProperty("MetricAlarms");
            alarms.removeIf(alarm -> alarm.path("AlarmName").asText().equals(name));
        });

        expect("alarms", "warning", name + " is missing", "was deleted by hand");
    }

    private void changeAlarm(String name, Consumer<ObjectNode> change) {
        account.change(
                "DescribeAlarms",
                answer -> answer.path("MetricAlarms").forEach(alarm -> {
                    if (alarm.path("AlarmName").asText().equals(name)) {
                        change.accept((ObjectNode) alarm);
                    }
                }));
    }

    @Test
    void warnsOfATopicWithoutSubscribers() {
        account.change("GetTopicAttributes", answer -> answer.putArray("Attributes"));

        expect("notices", "warning", "nobody", "aws sns subscribe --topic-arn " + account.arn("NoticesTopic"));
    }

    @Test
    void warnsOfAStateMachineThatLogsOverrides() {
        account.change(
                "DescribeStateMachine",
                answer -> answer.withObjectProperty("loggingConfiguration").put("includeExecutionData", true));

        expect("state machine", "warning", "overrides", "sam deploy");
    }

    @Test
    void warnsOfATableWithoutPointInTimeRecovery() {
        account.change(
                "DescribeContinuousBackups",
                answer -> answer.putObject("ContinuousBackupsDescription").put("ContinuousBackupsStatus", "ENABLED"));

        expect("table", "warning", "taken back", "update-continuous-backups");
    }

    @Test
    void warnsOfAnOverdueRerun() {
        String table = account.ref("AttemptsTable");
        RecordedJobs jobs = new RecordedJobs(DYNAMODB.client(), table);
        String job = jobs.job("etl", Instant.now().minus(Duration.ofHours(7)), 1);
        try {
            expect("attempts", "warning", "1 re-run has not ended", "ecs-retry pending");
        } finally {
            DYNAMODB.client()
                    .deleteItem(request -> request.tableName(table)
                            .key(Map.of("jobId", AttributeValue.fromS(job), "attempt", AttributeValue.fromN("1"))));
        }
    }

    @Test
    void namesADeniedActionAndChecksTheRest() {
        account.switchboard()
                .faults()
                .refuse("SQS", "GetQueueAttributes", AwsError.of(403, "AccessDenied", "not authorized"));

        JsonNode finding = theFinding();
        assertThat(finding.path("part").asText()).isEqualTo("dead-letter queue");
        assertThat(finding.path("verdict").asText()).isEqualTo("unknown");
        assertThat(finding.path("says").asText()).isEqualTo("AccessDenied: not authorized");
        assertThat(finding.path("fix").asText()).contains("sqs:GetQueueAttributes", "DoctorPolicyArn");
    }

    /** Some services write their own actions differently. */
    @ParameterizedTest
    @CsvSource({
        "SQS, GetQueueAttributes, sqs:getqueueattributes, sqs:GetQueueAttributes, DeadLetterQueue",
        "SNS, GetTopicAttributes, SNS:GetTopicAttributes, sns:GetTopicAttributes, NoticesTopic"
    })
    void namesADeniedActionAsPoliciesWriteIt(
            String service, String operation, String told, String action, String logicalId) {
        String arn = account.arn(logicalId);
        account.switchboard().faults().refuse(service, operation, denied(told, arn));

        JsonNode finding = theFinding();
        assertThat(finding.path("says").asText()).isEqualTo(refusal(told, arn));
        assertThat(finding.path("fix").asText()).contains(action, "DoctorPolicyArn");
    }

    @ParameterizedTest
    @CsvSource({
        "DynamoDB, DescribeTimeToLive, table, dynamodb:DescribeTimeToLive",
        "DynamoDB, DescribeContinuousBackups, table, dynamodb:DescribeContinuousBackups",
        "Lambda, GetFunctionConcurrency, function, lambda:GetFunctionConcurrency"
    })
    void reportsOnlyTheDeniedDetailAsUnknown(String service, String operation, String part, String action) {
        account.switchboard().faults().refuse(service, operation, AwsError.of(403, "AccessDeniedException", "no"));

        JsonNode finding = theFinding();
        assertThat(finding.path("part").asText()).isEqualTo(part);
        assertThat(finding.path("verdict").asText()).isEqualTo("unknown");
        assertThat(finding.path("fix").asText()).contains(action);
    }

    /** DynamoDB decrypts on behalf of the caller, and the policy in the output DoctorPolicyArn may lack the key. */
    @Test
    void explainsADeniedKey() {
        String key = "arn:aws:kms:eu-west-1:111122223333:key/1111";
        account.switchboard().faults().refuse("DynamoDB", "Query", denied("kms:Decrypt", key));

        JsonNode finding = theFinding();
        assertThat(finding.path("part").asText()).isEqualTo("attempts");
        assertThat(finding.path("verdict").asText()).isEqualTo("unknown");
        assertThat(finding.path("says").asText()).isEqualTo(refusal("kms:Decrypt", key));
        assertThat(finding.path("fix").asText()).contains("docs/encryption.md").doesNotContain("DoctorPolicyArn");
    }

    @Test
    void promisesNoPolicyForARoleThatMayNotBeAssumed() {
        String role = "arn:aws:iam::111122223333:role/operator";
        account.switchboard().faults().refuse("CloudFormation", "DescribeStacks", denied("sts:AssumeRole", role));

        Run run = run("doctor");

        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err())
                .startsWith("ecs-retry: cannot read the stack 'ecs-task-retry': make the role trust you")
                .contains("mfa_serial", refusal("sts:AssumeRole", role))
                .doesNotContain("DoctorPolicyArn");
    }

    @Test
    void promisesNoPolicyWhenAnotherPolicyDenies() {
        String boundary = "because no permissions boundary allows the cloudformation:DescribeStacks action";
        String scp = "with an explicit deny in a service control policy";
        account.switchboard()
                .faults()
                .refuse(
                        "SNS",
                        "GetTopicAttributes",
                        denied("SNS:GetTopicAttributes", account.arn("NoticesTopic"), scp));

        JsonNode finding = theFinding();
        account.switchboard()
                .faults()
                .refuse(
                        "CloudFormation",
                        "DescribeStacks",
                        denied("cloudformation:DescribeStacks", "arn:stack", boundary));
        Run run = run("doctor");

        assertThat(finding.path("says").asText())
                .isEqualTo("AccessDeniedException: "
                        + message("SNS:GetTopicAttributes", account.arn("NoticesTopic"), scp));
        assertThat(finding.path("fix").asText()).contains("IAM").doesNotContain("DoctorPolicyArn");
        assertThat(run.err())
                .contains(message("cloudformation:DescribeStacks", "arn:stack", boundary))
                .doesNotContain("DoctorPolicyArn");
    }

    private static AwsError denied(String action, String resource) {
        return denied(action, resource, notAllowed(action));
    }

    private static String notAllowed(String action) {
        return "because no identity-based policy allows the " + action + " action";
    }

    private static String refusal(String action, String resource) {
        return "AccessDeniedException: " + message(action, resource, notAllowed(action));
    }

    private static String message(String action, String resource, String reason) {
        return "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: " + action + " on resource: "
                + resource + " " + reason;
    }

    private static AwsError denied(String action, String resource, String reason) {
        return AwsError.of(400, "AccessDeniedException", message(action, resource, reason));
    }

    @Test
    void refusesAStackThatDoesNotExist() {
        Run run = run("doctor", "--stack", "elsewhere");

        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err())
                .isEqualToIgnoringNewLines(
                        "ecs-retry: cannot read the stack 'elsewhere': name the stack with --stack and its Region with --region."
                                + " AWS says: ValidationError: Stack with id elsewhere does not exist");
    }

    @Test
    void namesTheDeniedActionOfTheStack() {
        account.switchboard()
                .faults()
                .refuse("CloudFormation", "DescribeStacks", AwsError.of(403, "AccessDenied", "not authorized"));

        Run run = run("doctor");

        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).contains("cloudformation:DescribeStacks", "DoctorPolicyArn");
    }

    /** Compares the calls and their resources with the policy in the output DoctorPolicyArn. */
    @Test
    void makesExactlyTheCallsThatItsPolicyAllows() {
        run("doctor");

        Set<String> called = account.switchboard().log().all().stream()
                .map(call -> ACTIONS.get(call.service()) + ":"
                        + call.operation().replace("LayerVersionByArn", "LayerVersion"))
                .collect(Collectors.toSet());
        Set<String> allowed = account.properties("DoctorPolicy")
                .at("/PolicyDocument/Statement")
                .valueStream()
                .flatMap(statement -> statement.path("Action").isArray()
                        ? statement.path("Action").valueStream()
                        : Stream.of(statement.path("Action")))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        // No cluster is named.
        assertThat(allowed.remove("ecs:DescribeClusters")).isTrue();
        assertThat(called)
                .isEqualTo(allowed)
                .allMatch(action -> action.matches("\\w+:(Describe|Get|List|Query|Test).*"));
    }

    /** The condition of the policy's statement CountWhatIsOverdue. */
    @Test
    void countsAttemptsWithoutReadingThem() {
        run("doctor");

        assertThat(account.switchboard().log().calls("DynamoDB", "Query"))
                .isNotEmpty()
                .extracting(call -> call.request().path("Select").asText())
                .containsOnly("COUNT");
    }

    private static AwsError notFound() {
        return AwsError.of(404, "ResourceNotFoundException", "The resource you requested does not exist.");
    }
}
