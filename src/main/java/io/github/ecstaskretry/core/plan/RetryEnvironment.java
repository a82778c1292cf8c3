package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskOverrides.ContainerOverride;
import io.github.ecstaskretry.core.task.TaskOverrides.EnvironmentVariable;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The environment that tells a re-run's containers which attempt they are. */
final class RetryEnvironment {

    /** RunTask does not know the containers that AWS adds: GuardDuty's agent, Service Connect's proxy. */
    private static final List<String> INJECTED = List.of("aws-guardduty-agent", "ecs-service-connect-");

    private RetryEnvironment() {}

    /** The attempt's overrides with the three variables in every container. They replace the variables of an earlier re-run. */
    static TaskOverrides with(EndedAttempt task, AttemptId next, String causeId) {
        List<EnvironmentVariable> added = List.of(
                new EnvironmentVariable(RunTaskRequest.JOB_ID, next.jobId()),
                new EnvironmentVariable(RunTaskRequest.ATTEMPT, Integer.toString(next.number())),
                new EnvironmentVariable(RunTaskRequest.PREVIOUS_CAUSE, causeId));
        return overrides(task, added);
    }

    /** The attempt's overrides without the three variables. */
    static TaskOverrides without(EndedAttempt task) {
        return overrides(task, List.of());
    }

    private static TaskOverrides overrides(EndedAttempt task, List<EnvironmentVariable> added) {
        List<ContainerOverride> containers = containerNames(task).stream()
                .flatMap(name -> overrides(task.overrides(), name, added))
                .filter(Predicate.not(ContainerOverride::isEmpty))
                .toList();
        return new TaskOverrides(containers, task.overrides().task());
    }

    /** Repeats each entry of a container that the launch named twice, because AWS does not document which one counts. */
    private static Stream<ContainerOverride> overrides(
            TaskOverrides overrides, String name, List<EnvironmentVariable> added) {
        List<ContainerOverride> own = overrides.of(name);
        return (own.isEmpty() ? List.of(new ContainerOverride(name, List.of(), Map.of())) : own)
                .stream()
                        .map(entry -> new ContainerOverride(
                                name, Stream.concat(kept(entry), added.stream()).toList(), entry.other()));
    }

    private static Stream<EnvironmentVariable> kept(ContainerOverride entry) {
        return entry.environment().stream().filter(variable -> !RunTaskRequest.OWN_VARIABLES.contains(variable.name()));
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
