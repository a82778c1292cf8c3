package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The function, its policy file and its schedule. */
class DoctorFunctionTest extends DoctorFixture {

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
                        tuple("policy", "unknown"),
                        tuple("launches", "unknown"));
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
}
