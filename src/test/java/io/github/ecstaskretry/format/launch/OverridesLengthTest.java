package io.github.ecstaskretry.format.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskOverrides.ContainerOverride;
import io.github.ecstaskretry.core.task.TaskOverrides.EnvironmentVariable;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class OverridesLengthTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Property
    void equalsTheLengthOfTheJsonText(
            @ForAll String container, @ForAll List<String> values, @ForAll List<String> command, @ForAll int cpu)
            throws JsonProcessingException {
        TaskOverrides overrides = new TaskOverrides(
                List.of(new ContainerOverride(
                        container,
                        values.stream()
                                .map(value -> new EnvironmentVariable("NAME", value))
                                .toList(),
                        Map.of("command", command, "cpu", cpu))),
                Map.of("memory", "2048"));

        Map<String, Object> document = Map.of(
                "memory",
                "2048",
                "containerOverrides",
                List.of(
                        values.isEmpty()
                                ? Map.of("name", container, "command", command, "cpu", cpu)
                                : Map.of(
                                        "name",
                                        container,
                                        "command",
                                        command,
                                        "cpu",
                                        cpu,
                                        "environment",
                                        values.stream()
                                                .map(value -> Map.of("name", "NAME", "value", value))
                                                .toList())));
        assertThat(LaunchRequestJson.length(overrides))
                .isEqualTo(MAPPER.writeValueAsString(document).length());
    }
}
