package io.github.ecstaskretry.core.classify;

import io.github.ecstaskretry.core.task.StopCode;
import java.util.List;
import java.util.Set;

/**
 * One way to recognise a cause. Every declared condition must hold; an empty condition always holds.
 *
 * @param where one of these is the place of the text
 * @param stopCodes one of these is the task's
 * @param launchTypes one of these is the task's; a stop of an unknown launch type has none
 * @param exits one of these contains the container's exit code
 * @param all the text shows one sign of each of these sets
 * @param any the text shows one of these signs
 * @param none the text shows none of these signs
 */
public record Recognition(
        Set<Place> where,
        Set<StopCode> stopCodes,
        Set<String> launchTypes,
        List<ExitRange> exits,
        List<Set<Sign>> all,
        Set<Sign> any,
        Set<Sign> none) {

    /** Where AWS wrote a text. */
    public enum Place {
        /** A task's {@code stoppedReason}. */
        TASK,
        /** A container's {@code reason}. */
        CONTAINER,
        /** The answer of a RunTask that made no task. */
        LAUNCH
    }

    public Recognition {
        where = Set.copyOf(where);
        stopCodes = Set.copyOf(stopCodes);
        launchTypes = Set.copyOf(launchTypes);
        exits = List.copyOf(exits);
        all = List.copyOf(all);
        any = Set.copyOf(any);
        none = Set.copyOf(none);
    }

    boolean recognises(Reading reading) {
        return (where.isEmpty() || where.contains(reading.context().place()))
                && (stopCodes.isEmpty() || stopCodes.contains(reading.context().stopCode()))
                && (launchTypes.isEmpty()
                        || launchTypes.contains(reading.context().launchType()))
                && (exits.isEmpty() || hasExit(reading))
                && showsAll(reading)
                && (any.isEmpty() || reading.shows(any))
                && !reading.shows(none);
    }

    private boolean showsAll(Reading reading) {
        for (Set<Sign> signs : all) {
            if (!reading.shows(signs)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasExit(Reading reading) {
        return reading.context().place() == Place.CONTAINER
                && exits.stream()
                        .anyMatch(range -> range.contains(reading.context().exitCode()));
    }
}
