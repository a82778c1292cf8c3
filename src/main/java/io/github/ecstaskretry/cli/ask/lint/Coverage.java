package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.ExitCodes;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.Match;
import io.github.ecstaskretry.core.policy.NumberRange;
import io.github.ecstaskretry.core.task.AttemptId;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares conditions by the stops that they match. The failures are all causes about which rules are evaluated. */
record Coverage(Set<Failure> failures) {

    /** A cause as conditions see it. */
    record Failure(String cause, CauseKind kind) {}

    /** Omits successes, for which rules are not evaluated. */
    static Coverage of(Catalogue catalogue) {
        return new Coverage(catalogue.causes().stream()
                .filter(cause -> cause.kind() != CauseKind.SUCCESS)
                .map(cause -> new Failure(cause.id(), cause.kind()))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** The causes that the condition's {@code cause} and {@code causeKind} allow. */
    Set<Failure> failures(Condition condition) {
        return failures.stream()
                .filter(failure ->
                        condition.causeKind().isEmpty() || condition.causeKind().contains(failure.kind()))
                .filter(failure -> condition.cause().isEmpty()
                        || condition.cause().stream().anyMatch(glob -> glob.matches(failure.cause())))
                .collect(Collectors.toSet());
    }

    /** Whether the first condition certainly matches every stop that the second matches, among the tasks that the match adopts. */
    boolean covers(Condition wide, Condition narrow, Match match) {
        return failures(wide).containsAll(failures(narrow))
                && GlobSets.covers(wide.stopCode(), narrow.stopCode())
                && containersCovered(wide, narrow)
                && GlobSets.covers(wide.launchType(), narrow.launchType())
                && GlobSets.covers(wide.capacityProvider(), narrow.capacityProvider())
                && attempts(wide.attempt()).containsAll(attempts(narrow.attempt()))
                && (wide.started() == null || wide.started().equals(narrow.started()))
                && covers(wide.task(), within(match, narrow.task()))
                && exceptionsCovered(wide.not(), narrow);
    }

    /** Whether the first match certainly adopts every task that the second adopts. */
    static boolean covers(Match wide, Match narrow) {
        return GlobSets.covers(wide.cluster(), narrow.cluster())
                && GlobSets.covers(wide.family(), narrow.family())
                && GlobSets.covers(wide.group(), narrow.group())
                && GlobSets.covers(wide.startedBy(), narrow.startedBy())
                && wide.tags().entrySet().stream()
                        .allMatch(tag -> narrow.tags().containsKey(tag.getKey())
                                && GlobSets.covers(tag.getValue(), narrow.tags().get(tag.getKey())));
    }

    /** A named container limits which exit codes and reasons count. */
    private static boolean containersCovered(Condition wide, Condition narrow) {
        boolean sameContainers = wide.container() == null || wide.container().equals(narrow.container());
        boolean codes =
                wide.exitCode() == null || (narrow.exitCode() != null && covers(wide.exitCode(), narrow.exitCode()));
        return sameContainers && codes && GlobSets.coversIgnoringCase(wide.reason(), narrow.reason());
    }

    /** Whether every code of the second set is in the first, the missing code included. */
    private static boolean covers(ExitCodes wide, ExitCodes narrow) {
        return (wide.none() || !narrow.none()) && narrow.ranges().stream().allMatch(range -> covers(wide, range));
    }

    private static boolean covers(ExitCodes wide, NumberRange range) {
        long next = range.from();
        while (next <= range.to()) {
            long from = next;
            long end = wide.ranges().stream()
                    .filter(other -> other.contains(from))
                    .mapToLong(NumberRange::to)
                    .max()
                    .orElse(-1);
            if (end < 0) {
                return false;
            }
            next = end + 1;
        }
        return true;
    }

    /** The attempts that a condition allows; without ranges, every attempt that a job can have. */
    static Set<Integer> attempts(List<NumberRange> ranges) {
        return IntStream.rangeClosed(1, AttemptId.MAX_NUMBER)
                .filter(number -> ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(number)))
                .boxed()
                .collect(Collectors.toSet());
    }

    /** Whether the second condition never applies that the exception excludes. */
    private boolean exceptionsCovered(@Nullable Condition excepted, Condition narrow) {
        return excepted == null
                || (narrow.not() != null && covers(narrow.not(), excepted, Match.EVERYTHING))
                || Collections.disjoint(failures(excepted), failures(narrow))
                || Collections.disjoint(attempts(excepted.attempt()), attempts(narrow.attempt()))
                || (excepted.started() != null
                        && narrow.started() != null
                        && !Objects.equals(excepted.started(), narrow.started()));
    }

    private static Match within(Match match, Match own) {
        return new Match(
                declared(own.cluster(), match.cluster()),
                declared(own.family(), match.family()),
                declared(own.group(), match.group()),
                declared(own.startedBy(), match.startedBy()),
                own.tags().isEmpty() ? match.tags() : own.tags());
    }

    private static List<Glob> declared(List<Glob> own, List<Glob> policys) {
        return own.isEmpty() ? policys : own;
    }
}
