package io.github.ecstaskretry.core.learn;

import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskOverrides.ContainerOverride;
import io.github.ecstaskretry.core.task.TaskOverrides.EnvironmentVariable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A launch of a rule or a schedule that made no task. Its record has the request, except for the values that CloudTrail hides; the
 * target's input has those.
 *
 * @param launch as the record has it
 * @param record where it was read
 */
public record MissedLaunch(FailedLaunch launch, LaunchRecord record) {

    private static final String HIDDEN = "CloudTrail hides the environment of the launch.";

    /** Scheduler replaces these when it calls RunTask (EventBridge Scheduler user guide, "Adding context attributes"). */
    private static final String PLACEHOLDER = "<aws.scheduler.";

    /** The launch with its whole overrides, and how it can be repeated. */
    public record Complete(FailedLaunch launch, Learned learned) {}

    /** Completes the launch with its rule or schedule. Without these, the record is enough if it hides nothing. */
    public Complete complete(Learned learned) {
        if (record.hidden().isEmpty()) {
            return new Complete(
                    launch,
                    learned instanceof Learned.Launch
                            ? learned
                            : new Learned.Launch(LaunchRecord.SOURCE, Objects.requireNonNull(record.request())));
        }
        return switch (learned) {
            case Learned.Launch source -> complete(source);
            case Learned.Nothing nothing -> unrepeatable(String.join(" ", nothing.why()));
            case Learned.Later later ->
                unrepeatable(String.join(" ", later.asked().why()));
            case Learned.NotYet notYet -> unrepeatable(notYet.who() + " was not asked.");
            case Learned.Unrepeatable unrepeatable -> unrepeatable(unrepeatable.why());
        };
    }

    private Complete unrepeatable(String why) {
        return new Complete(launch, new Learned.Unrepeatable((HIDDEN + " " + why).strip()));
    }

    private Complete complete(Learned.Launch source) {
        if (source.otherOverrides() != null) {
            return unrepeatable(source.otherOverrides());
        }
        TaskOverrides input = source.request().overrides();
        for (String container : record.hidden()) {
            List<EnvironmentVariable> environment = environment(input, container);
            if (environment.isEmpty()) {
                return unrepeatable("The input of " + source.source() + " does not have the environment of container '"
                        + container + "'.");
            }
            Optional<EnvironmentVariable> open = environment.stream()
                    .filter(variable -> String.valueOf(variable.value()).contains(PLACEHOLDER))
                    .findFirst();
            if (open.isPresent()) {
                return unrepeatable("In the input of " + source.source() + ", the value of "
                        + open.get().name() + " is a placeholder that only the launch itself replaces.");
            }
        }
        List<ContainerOverride> containers = launch.overrides().containers().stream()
                .map(container -> record.hidden().contains(container.name())
                        ? new ContainerOverride(
                                container.name(), environment(input, container.name()), container.other())
                        : container)
                .toList();
        return new Complete(
                launch.with(new TaskOverrides(containers, launch.overrides().task())), source);
    }

    private static List<EnvironmentVariable> environment(TaskOverrides overrides, String container) {
        return overrides.of(container).stream()
                .flatMap(override -> override.environment().stream())
                .toList();
    }
}
