package io.github.ecstaskretry.format.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.format.event.MalformedEventException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionJsonTest {

    @Test
    void readsNullAsAbsent() {
        String input = """
                    {"jobId":"job","attempt":2,"notBefore":%s,"runTask":{"Cluster":"%s","TaskDefinition":"%s","Group":null,
                     "CapacityProviderStrategy":null,"NetworkConfiguration":null,"VolumeConfigurations":null,"Overrides":
                     {"ContainerOverrides":[{"Name":"app","Environment":null,"Command":null}],"Cpu":null}}}
                    """.formatted("null", TaskEvent.CLUSTER_ARN, TaskEvent.TASK_DEFINITION_ARN);

        FailedLaunch launch =
                ExecutionJson.failedLaunch(LaunchEvent.refused(input, "AGENT").end());

        assertThat(launch.attempt().launchName()).isEqualTo("job-2");
        assertThat(launch.origin().group()).isNull();
        assertThat(launch.placement().capacityProvider()).isNull();
        assertThat(launch.placement().attachmentTypes()).isEmpty();
        assertThat(launch.overrides().task()).isEmpty();
        assertThat(launch.overrides().containers()).singleElement().satisfies(container -> {
            assertThat(container.environment()).isEmpty();
            assertThat(container.other()).isEmpty();
        });
        assertThat(ExecutionJson.notBefore(input)).isNull();
    }

    @Test
    void readsNoOverridesWhereTheyAreNull() {
        String input = """
                {"jobId":"job","attempt":2,"runTask":{"Cluster":"prod","TaskDefinition":"etl:7","Overrides":null}}
                """;

        assertThat(ExecutionJson.request(input).overrides()).isEqualTo(TaskOverrides.NONE);
    }

    @Test
    void readsWhenTheLaunchWasDue() {
        assertThat(ExecutionJson.notBefore("{\"notBefore\":\"2026-01-31T12:00:00.000Z\"}"))
                .isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "{", "s3cret", "{\"runTask\":\"s3cret\"}"})
    void refusesAnInputOfSomethingElseWithoutShowingIt(String input) {
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> ExecutionJson.failedLaunch(
                        LaunchEvent.refused(input, "AGENT").end()))
                .withMessageStartingWith("detail.input")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void readsTheTaskThatWasLaunched() {
        assertThat(ExecutionJson.launchedTask("{\"taskArns\":[\"" + TaskEvent.TASK_ARN + "\"]}"))
                .contains(TaskEvent.TASK_ARN);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "null", "{", "{}", "[]", "{\"taskArns\":null}", "{\"taskArns\":[]}", "{\"taskArns\":[null]}"
            })
    void findsNoTaskInAnOutputThatDoesNotNameOne(String output) {
        assertThat(ExecutionJson.launchedTask(output)).isEmpty();
    }
}
