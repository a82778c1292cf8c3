package io.github.ecstaskretry.format.launch;

import static io.github.ecstaskretry.TestPolicies.PATIENT;
import static io.github.ecstaskretry.TestPolicies.patientWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.decide.Jobs;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskOverrides;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchRequestJsonTest {

    private static final AttemptId SECOND = new AttemptId(TaskEvent.TASK_ID, 2);

    @Test
    void writesEveryNameInPascalCase() throws JsonProcessingException {
        TaskEvent event = TaskEvent.exited(1)
                .override("app", override -> override.putArray("command").add("run"))
                .with(detail -> detail.withObjectProperty("overrides")
                        .putObject("ephemeralStorage")
                        .put("sizeInGiB", 40));

        JsonNode request = input(event, PATIENT).get("runTask");

        assertThat(new ObjectMapper().readTree("""
                {"Cluster":"arn:aws:ecs:eu-west-1:111122223333:cluster/prod",
                 "TaskDefinition":"arn:aws:ecs:eu-west-1:111122223333:task-definition/etl:7",
                 "Count":1,
                 "ClientToken":"0123456789abcdef0123456789abcdef-2",
                 "StartedBy":"ecs-retry/0123456789abcdef0123456789abcdef/2",
                 "LaunchType":"FARGATE",
                 "PlatformVersion":"1.4.0",
                 "NetworkConfiguration":{"AwsvpcConfiguration":
                   {"Subnets":["subnet-0a"],"SecurityGroups":["sg-0a"],"AssignPublicIp":"DISABLED"}},
                 "Overrides":{"ContainerOverrides":[{"Name":"app","Environment":[
                   {"Name":"ECS_RETRY_JOB_ID","Value":"0123456789abcdef0123456789abcdef"},
                   {"Name":"ECS_RETRY_ATTEMPT","Value":"2"},
                   {"Name":"ECS_RETRY_PREVIOUS_CAUSE","Value":"app-exit"}],"Command":["run"]}],
                   "EphemeralStorage":{"SizeInGiB":40}}}
                """)).isEqualTo(withIntegers(request));
    }

    @Test
    void sendsTheParametersOfThePolicy() throws JsonProcessingException {
        JsonNode request = input(
                        TaskEvent.exited(1),
                        patientWith("launch: {placementConstraints: [{type: distinctInstance}],"
                                + " propagateTags: TASK_DEFINITION, enableECSManagedTags: true, tags: {team: data}}"))
                .get("runTask");

        assertThat(request.at("/PlacementConstraints/0/Type").textValue()).isEqualTo("distinctInstance");
        assertThat(request.get("PropagateTags").textValue()).isEqualTo("TASK_DEFINITION");
        assertThat(request.get("EnableECSManagedTags").booleanValue()).isTrue();
        assertThat(request.at("/Tags/0/Key").textValue()).isEqualTo("team");
        assertThat(request.at("/Tags/0/Value").textValue()).isEqualTo("data");
    }

    @Test
    void recordsTheNamesOfTheEnvironmentWithoutItsValues() {
        String redacted = redacted(TaskEvent.exited(1).environment("app", "TOKEN", "s3cret"), PATIENT);

        assertThat(redacted)
                .contains("\"TOKEN\"", "\"ECS_RETRY_ATTEMPT\",\"Value\":\"2\"")
                .doesNotContain("s3cret");
    }

    @Test
    void putsTheValuesOfTheEventIntoTheInput() throws JsonProcessingException {
        JsonNode input = input(TaskEvent.exited(1).environment("app", "TOKEN", "s3cret"), PATIENT);

        assertThat(input.at("/runTask/Overrides/ContainerOverrides/0/Environment/0/Value")
                        .textValue())
                .isEqualTo("s3cret");
    }

    @Test
    void writesTheSameInputForTheSameRecord() {
        TaskEvent event = TaskEvent.exited(1).environment("app", "A", "1").environment("app", "B", "2");

        assertThat(inputText(event, PATIENT)).isEqualTo(inputText(event, PATIENT));
    }

    @Test
    void writesTheInputThatTheStateMachineReads() throws JsonProcessingException {
        JsonNode input = input(TaskEvent.exited(1), PATIENT);

        assertThat(input.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("jobId", "attempt", "notBefore", "runTask");
        assertThat(input.get("notBefore").textValue()).isEqualTo("2026-01-31T12:00:10.000Z");
        assertThat(input.get("attempt").intValue()).isEqualTo(2);
    }

    @Test
    void readsItsOwnOutput() {
        String redacted = redacted(
                TaskEvent.exited(1).environment("app", "TOKEN", "s3cret"),
                patientWith("launch: {capacityProviderStrategy: [{capacityProvider: spot, weight: 2, base: 1}],"
                        + " placementConstraints: [{type: distinctInstance}], placementStrategy: [{type: random}],"
                        + " volumeConfigurations: [{name: data, managedEBSVolume: {encrypted: true, sizeInGiB: 10,"
                        + " tagSpecifications: []}}],"
                        + " propagateTags: TASK_DEFINITION, enableECSManagedTags: false, tags: {team: data}}"));

        assertThat(LaunchRequestJson.redacted(LaunchRequestJson.read(redacted, SECOND)))
                .isEqualTo(redacted);
    }

    /** ECS gives the container the last value; a re-run must not bring back the first. */
    @Test
    void aVariableThatIsSetTwiceKeepsItsLastValue() throws JsonProcessingException {
        TaskEvent event =
                TaskEvent.exited(1).environment("app", "MODE", "draft").environment("app", "MODE", "final");

        assertThat(input(event, PATIENT)
                        .at("/runTask/Overrides/ContainerOverrides/0/Environment")
                        .toString())
                .contains("final")
                .doesNotContain("draft");
    }

    @Test
    void refusesOverridesOfAnotherTask() {
        RunTaskRequest recorded = recorded(TaskEvent.exited(1).environment("app", "TOKEN", "s3cret"), PATIENT);

        assertThatThrownBy(() -> recorded.withValues(TaskOverrides.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'TOKEN' of container 'app'");
    }

    private static JsonNode input(TaskEvent event, String policy) throws JsonProcessingException {
        return new ObjectMapper().readTree(inputText(event, policy));
    }

    private static String inputText(TaskEvent event, String policy) {
        return ExecutionJson.input(
                recorded(event, policy).withValues(event.task().overrides()),
                Instant.parse("2026-01-31T12:00:10Z"),
                null);
    }

    private static RunTaskRequest recorded(TaskEvent event, String policy) {
        return LaunchRequestJson.read(redacted(event, policy), SECOND);
    }

    private static String redacted(TaskEvent event, String policy) {
        Plan plan = Jobs.retry(event, policy, Map.of());
        return LaunchRequestJson.redacted(((Plan.Relaunch) plan).request());
    }

    /** Numbers of the event are longs, those of a parsed text may be ints. */
    private static JsonNode withIntegers(JsonNode tree) throws JsonProcessingException {
        return new ObjectMapper().readTree(tree.toString());
    }
}
