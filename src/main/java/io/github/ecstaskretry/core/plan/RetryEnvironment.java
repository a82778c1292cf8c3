package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskOverrides.ContainerOverride;
import io.github.ecstaskretry.core.task.TaskOverrides.EnvironmentVariable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The environment that tells a re-run's containers which attempt they are. */
public final class RetryEnvironment {

    public static final String JOB_ID = "ECS_RETRY_JOB_ID";
    public static final String ATTEMPT = "ECS_RETRY_ATTEMPT";
    public static final String PREVIOUS_CAUSE = "ECS_RETRY_PREVIOUS_CAUSE";

    /** Their values are no secrets: they are recorded. */
    public static final Set<String> NAMES = Set.of(JOB_ID, ATTEMPT, PREVIOUS_CAUSE);

    /** RunTask knows nothing of containers that AWS added: GuardDuty's agent, Service Connect's proxy. */
    private static final List<String> INJECTED = List.of("aws-guardduty-agent", "ecs-service-connect-");

    private RetryEnvironment() {}

    /**
     * The attempt's own overrides with the three variables in every container of the task definition; without the
     * variables where RunTask's limit would be passed. A previous re-run's variables are replaced.
     */
    static TaskOverrides addTo(EndedAttempt task, AttemptId next, String causeId) {
        List<EnvironmentVariable> added = List.of(
                new EnvironmentVariable(JOB_ID, next.jobId()),
                new EnvironmentVariable(ATTEMPT, Integer.toString(next.number())),
                new EnvironmentVariable(PREVIOUS_CAUSE, causeId));
        TaskOverrides with = overrides(task, added);
        return OverridesLength.of(with) <= OverridesLength.LIMIT ? with : overrides(task, List.of());
    }

    private static TaskOverrides overrides(EndedAttempt task, List<EnvironmentVariable> added) {
        List<ContainerOverride> containers = containerNames(task).stream()
                .map(name -> override(task.overrides(), name, added))
                .filter(Predicate.not(ContainerOverride::isEmpty))
                .toList();
        return new TaskOverrides(containers, task.overrides().task());
    }

    private static ContainerOverride override(TaskOverrides overrides, String name, List<EnvironmentVariable> added) {
        ContainerOverride own = overrides.container(name).orElse(new ContainerOverride(name, List.of(), Map.of()));
        Stream<EnvironmentVariable> kept =
                own.environment().stream().filter(variable -> !NAMES.contains(variable.name()));
        return new ContainerOverride(name, Stream.concat(kept, added.stream()).toList(), own.other());
    }

    /** The overrides name every container of the task definition; an event without them still lists the containers. */
    private static List<String> containerNames(EndedAttempt task) {
        Stream<String> overridden = task.overrides().containers().stream().map(ContainerOverride::name);
        Stream<String> listed = task.stop() instanceof Stop.TaskStop stop
                ? stop.containers().stream().map(ContainerExit::name)
                : Stream.empty();
        return (task.overrides().containers().isEmpty() ? listed : overridden)
                .filter(name -> INJECTED.stream().noneMatch(name::startsWith))
                .distinct()
                .sorted()
                .toList();
    }
}
