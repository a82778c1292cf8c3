package io.github.ecstaskretry.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.format.event.EventDocument;
import io.github.ecstaskretry.format.event.Incoming;
import io.github.ecstaskretry.format.policy.PolicyFile;
import io.github.ecstaskretry.function.lambda.SettingsVariables;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The template matches the code. */
class TemplateTest extends TemplateFixture {

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
    void theScheduleReconcilesEveryFiveMinutesAndHasADeadLetterQueue() throws IOException {
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
    void enabledResourcesSaySo(String resource) {
        assertThat(TEMPLATE.properties(resource).path("State").asText()).isEqualTo("ENABLED");
    }

    @Test
    void theScheduleMayOnlyInvokeTheFunctionAndSendDeadLetters() {
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
    void everyRuleHasADeadLetterQueue() {
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
    void logGroupsHaveARetentionAndThereAreNoOthers() {
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
}
