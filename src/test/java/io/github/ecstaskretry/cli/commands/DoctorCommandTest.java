package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.audit.RecordedJobs;
import io.github.ecstaskretry.testkit.standin.account.DeployedAccount;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DoctorCommandTest extends DoctorFixture {

    @Test
    void findsTheDeployedTemplateHealthy() {
        Run run = run("doctor");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("All is well.");
        assertThat(run.exitCode()).isZero();
        assertThat(findings())
                .allMatch(finding -> finding.path("verdict").asText().equals("ok"));
    }

    /** Whose Region is another. */
    @Test
    void asksTheSharedTopicOfTheParameter() {
        account.close();
        String topic = "arn:aws:sns:us-east-1:444455556666:notices";
        account = new DeployedAccount(TEMPLATE.with("NoticesTopicArn", topic), DYNAMODB.endpoint());

        assertThat(findings())
                .allMatch(finding -> finding.path("verdict").asText().equals("ok"));
    }

    @Test
    void warnsThatAlarmsNotifyNobodyByDefault() {
        account.close();
        account = new DeployedAccount(SamTemplate.read(), DYNAMODB.endpoint());

        expect("alarms", "warning", "the alarms notify nobody", "AlarmTopicArn");
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
                answer -> answer.withObjectProperty("loggingConfiguration")
                        .put(
                                "includeExecutionData",
                                answer.path("stateMachineArn").asText().equals(account.arn("WaitAndRun"))));

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
}
