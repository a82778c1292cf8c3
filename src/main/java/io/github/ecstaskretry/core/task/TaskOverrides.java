package io.github.ecstaskretry.core.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * RunTask's overrides as the event repeats them: one entry for each container, even if it has no overrides.
 *
 * @param containers in the event's order
 * @param task task-level fields such as {@code cpu} and {@code taskRoleArn}, in the API's own (camel case) names; values are strings,
 *     numbers, booleans, lists and maps
 */
public record TaskOverrides(List<ContainerOverride> containers, Map<String, Object> task) {

    public static final TaskOverrides NONE = new TaskOverrides(List.of(), Map.of());

    public TaskOverrides {
        containers = List.copyOf(containers);
        task = Collections.unmodifiableMap(new LinkedHashMap<>(task));
    }

    /** The overrides with other environment variables, mapped from the container's name and a variable. */
    public TaskOverrides mapEnvironment(BiFunction<String, EnvironmentVariable, EnvironmentVariable> mapping) {
        return new TaskOverrides(
                containers.stream()
                        .map(container -> new ContainerOverride(
                                container.name(),
                                container.environment().stream()
                                        .map(variable -> mapping.apply(container.name(), variable))
                                        .toList(),
                                container.other()))
                        .toList(),
                task);
    }

    /** The overrides with more fields, those of containers by their names. */
    public TaskOverrides with(Map<String, Object> ofTask, Map<String, Map<String, Object>> ofContainers) {
        List<ContainerOverride> all = new ArrayList<>();
        containers.forEach(container -> all.add(container.with(ofContainers.getOrDefault(container.name(), Map.of()))));
        ofContainers.entrySet().stream()
                .filter(added -> of(added.getKey()).isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .forEach(added -> all.add(new ContainerOverride(added.getKey(), List.of(), added.getValue())));
        Map<String, Object> fields = new LinkedHashMap<>(task);
        fields.putAll(ofTask);
        return new TaskOverrides(all, fields);
    }

    /** The entries of the named container: one, unless the launch named the container more than once. */
    public List<ContainerOverride> of(String name) {
        return containers.stream()
                .filter(container -> container.name().equals(name))
                .toList();
    }

    /**
     * The overrides of one container.
     *
     * @param name the container's
     * @param environment in order, so that a request built twice is the same to the byte
     * @param other every other overridden field ({@code command}, {@code cpu}, …) in the API's own (camel case) names
     */
    public record ContainerOverride(String name, List<EnvironmentVariable> environment, Map<String, Object> other) {

        /** Copies the collections; {@code other} keeps its order. */
        public ContainerOverride {
            environment = List.copyOf(environment);
            other = Collections.unmodifiableMap(new LinkedHashMap<>(other));
        }

        private ContainerOverride with(Map<String, Object> fields) {
            Map<String, Object> all = new LinkedHashMap<>(other);
            all.putAll(fields);
            return new ContainerOverride(name, environment, all);
        }

        /** Whether nothing is overridden: the entry only names its container. */
        public boolean isEmpty() {
            return environment.isEmpty() && other.isEmpty();
        }
    }

    /**
     * One environment variable. Its value may be a secret: {@link #toString()} hides it, and nothing logs it or writes it except
     * into an execution's input.
     *
     * @param value null in a recorded request
     */
    public record EnvironmentVariable(String name, @Nullable String value) {
        @Override
        public String toString() {
            return name + "=…";
        }
    }
}
