package io.github.ecstaskretry.format.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.event.MalformedEventException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchSourceJsonTest {

    private static final AttemptId FIRST = new AttemptId("job", 1);
    private static final String CLUSTER = "arn:aws:ecs:eu-west-1:111122223333:cluster/prod";

    /** The names as EventBridge and Scheduler write them, in Pascal case throughout, and in camel case. */
    @ParameterizedTest
    @ValueSource(strings = {"mixed", "pascal", "camel"})
    void readsEveryCaseOfNames(String style) {
        String mixed = """
                {"TaskDefinitionArn": "etl:7", "Group": "nightly", "PlatformVersion": "1.4.0",
                 "CapacityProviderStrategy": [{"capacityProvider": "FARGATE", "weight": 1, "base": 0}],
                 "PlacementStrategy": [{"type": "spread", "field": "host"}],
                 "EnableECSManagedTags": true, "EnableExecuteCommand": true, "PropagateTags": "TASK_DEFINITION",
                 "NetworkConfiguration": {"awsvpcConfiguration": {"Subnets": ["subnet-0a"], "SecurityGroups": ["sg-0a"], "AssignPublicIp": "ENABLED"}}}
                """;
        String text = switch (style) {
            case "pascal" ->
                mixed.replace("capacityProvider", "CapacityProvider")
                        .replace("weight", "Weight")
                        .replace("type", "Type")
                        .replace("awsvpc", "Awsvpc")
                        .replace("EnableECS", "EnableEcs");
            case "camel" ->
                mixed.replace("TaskDefinitionArn", "taskDefinition")
                        .replace("NetworkC", "networkC")
                        .replace("Subnets", "subnets")
                        .replace("EnableECS", "enableECS");
            default -> mixed;
        };

        RunTaskRequest request = LaunchSourceJson.target(FIRST, CLUSTER, Json.parse(text));

        assertThat(request.cluster()).isEqualTo(CLUSTER);
        assertThat(request.taskDefinition()).isEqualTo("etl:7");
        assertThat(request.group()).isEqualTo("nightly");
        assertThat(request.network()).isEqualTo(new Network(List.of("subnet-0a"), List.of("sg-0a"), true));
        assertThat(request.capacityProviderStrategy())
                .containsExactly(Map.of("capacityProvider", "FARGATE", "weight", 1));
        assertThat(request.placementStrategy()).containsExactly(Map.of("type", "spread", "field", "host"));
        assertThat(request.enableEcsManagedTags()).isTrue();
        assertThat(request.propagateTags()).isEqualTo("TASK_DEFINITION");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"Key\": \"Team\", \"Value\": \"Data\"}]",
                "[{\"key\": \"Team\", \"value\": \"Data\"}]",
                "[{\"Team\": \"Data\"}]"
            })
    void readsEveryFormOfTagsAndKeepsTheirCase(String tags) {
        assertThat(LaunchSourceJson.target(
                                FIRST, CLUSTER, Json.parse("{\"TaskDefinitionArn\": \"etl\", \"Tags\": " + tags + "}"))
                        .tags())
                .isEqualTo(Map.of("Team", "Data"));
    }

    @Test
    void readsAWholeRequestWithoutItsOverrides() {
        String input = """
                {"TaskDefinition": "etl", "StartedBy": "me", "Overrides": {"ContainerOverrides": [{"Name": "app", "Environment": [{"Name": "TOKEN", "Value": "hunter2"}]}]}}
                """;

        assertThat(LaunchSourceJson.startedBy(input)).isEqualTo("me");
        assertThat(LaunchSourceJson.runTask(FIRST, input).cluster()).isEqualTo("default");
        assertThat(LaunchSourceJson.runTask(FIRST, input).overrides()).isEqualTo(TaskOverrides.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "[]",
                "{}",
                "{\"TaskDefinition\": 7}",
                "{\"TaskDefinition\": \"etl\", \"NetworkConfiguration\": {\"awsvpcConfiguration\": {\"Subnets\": \"a\"}}}"
            })
    void refusesATextThatIsNotARequest(String input) {
        assertThatThrownBy(() -> LaunchSourceJson.runTask(FIRST, input))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageNotContaining("hunter2");
    }
}
