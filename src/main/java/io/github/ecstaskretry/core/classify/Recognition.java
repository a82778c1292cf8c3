package io.github.ecstaskretry.core.classify;

import io.github.ecstaskretry.core.task.StopCode;
import java.util.List;
import java.util.Set;

/**
 * One way to recognise a cause. Every condition that is declared must hold; an empty one asks nothing.
 *
 * @param where in which place of a stop the text stands
 * @param stopCodes one of them
 * @param launchTypes one of them; a stop that does not tell its launch type has none
 * @param exits one of them; only containers have exit codes
 * @param all of each of these sets, one phrase is there
 * @param any one of these phrases is there
 * @param none none of these phrases is there
 */
public record Recognition(
        Set<Place> where,
        Set<StopCode> stopCodes,
        Set<String> launchTypes,
        List<ExitRange> exits,
        List<Set<Phrase>> all,
        Set<Phrase> any,
        Set<Phrase> none) {

    /** Where AWS wrote a text. */
    public enum Place {
        /** A task's {@code stoppedReason}. */
        TASK,
        /** A container's {@code reason}. */
        CONTAINER,
        /** The answer of a RunTask that made no task. */
        LAUNCH
    }

    /** Keeps copies. */
    public Recognition {
        where = Set.copyOf(where);
        stopCodes = Set.copyOf(stopCodes);
        launchTypes = Set.copyOf(launchTypes);
        exits = List.copyOf(exits);
        all = all.stream().map(Set::copyOf).toList();
        any = Set.copyOf(any);
        none = Set.copyOf(none);
    }

    /** True when everything but the words holds. */
    boolean fits(Observation seen) {
        return (where.isEmpty() || where.contains(seen.place()))
                && (stopCodes.isEmpty() || stopCodes.contains(seen.stopCode()))
                && (launchTypes.isEmpty() || launchTypes.contains(seen.launchType()))
                && (exits.isEmpty() || fitsExit(seen));
    }

    private boolean fitsExit(Observation seen) {
        return seen.place() == Place.CONTAINER && exits.stream().anyMatch(range -> range.contains(seen.exitCode()));
    }
}
