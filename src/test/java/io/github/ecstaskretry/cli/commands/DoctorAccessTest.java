package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code doctor} when AWS refuses calls, and the calls that it makes. */
class DoctorAccessTest extends DoctorFixture {

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
    void namesNoPolicyForARoleThatMayNotBeAssumed() {
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
    void namesNoPolicyIfAnotherPolicyDenies() {
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
        runTasks("events-rule/nightly", "chronos-schedule/report");
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
}
