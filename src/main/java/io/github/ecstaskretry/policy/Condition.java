package io.github.ecstaskretry.policy;

import io.github.ecstaskretry.classify.Cause;
import io.github.ecstaskretry.classify.CauseKind;
import io.github.ecstaskretry.job.ContainerExit;
import io.github.ecstaskretry.job.Stop;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a rule takes a stop. Every part that is declared must hold; within one, any value may fit.
 *
 * @param cause globs of cause ids
 * @param causeKind kinds of causes
 * @param stopCode AWS's stop codes
 * @param container which container's exit code and reason count; null: any container's
 * @param exitCode exit codes; null when not declared
 * @param reason globs of the stopped reason, a container's reason or the launch failure's text; casing is ignored
 */
public record Condition(
        List<Glob> cause,
        Set<CauseKind> causeKind,
        List<Glob> stopCode,
        @Nullable String container,
        @Nullable ExitCodes exitCode,
        List<Glob> reason) {

    /** Keeps copies. */
    public Condition {
        cause = List.copyOf(cause);
        causeKind = Set.copyOf(causeKind);
        stopCode = List.copyOf(stopCode);
        reason = List.copyOf(reason);
    }

    /** Whether the rule takes a stop of this cause. */
    public boolean holds(Stop stop, Cause found) {
        return Glob.anyOrNone(cause, found.id())
                && (causeKind.isEmpty() || causeKind.contains(found.kind()))
                && stopCodeHolds(stop)
                && exitCodeHolds(stop)
                && (reason.isEmpty() || texts(stop).anyMatch(this::fitsAReason));
    }

    private boolean stopCodeHolds(Stop stop) {
        if (stopCode.isEmpty()) {
            return true;
        }
        return stop instanceof Stop.TaskStop task
                && task.stopCode() != null
                && Glob.anyOrNone(stopCode, task.stopCode());
    }

    /** A container named without an exit code asks only that the task had it. */
    private boolean exitCodeHolds(Stop stop) {
        if (exitCode == null && container == null) {
            return true;
        }
        return containers(stop).anyMatch(exit -> exitCode == null || exitCode.contains(exit.exitCode()));
    }

    private Stream<ContainerExit> containers(Stop stop) {
        return switch (stop) {
            case Stop.TaskStop task ->
                task.containers().stream()
                        .filter(exit -> container == null || exit.name().equals(container));
            case Stop.LaunchFailure ignored -> Stream.empty();
        };
    }

    private Stream<String> texts(Stop stop) {
        Stream<@Nullable String> own = switch (stop) {
            case Stop.TaskStop task -> Stream.of(task.stoppedReason());
            case Stop.LaunchFailure failure -> Stream.of(failure.error(), failure.text(), failure.detail());
        };
        return Stream.concat(own, containers(stop).map(ContainerExit::reason)).filter(text -> text != null);
    }

    private boolean fitsAReason(String text) {
        return reason.stream().anyMatch(glob -> glob.matchesIgnoringCase(text));
    }
}
