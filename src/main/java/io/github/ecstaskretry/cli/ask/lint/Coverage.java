package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.Match;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what conditions take.
 *
 * @param failures every cause that a rule can be asked about, with each of its kinds
 */
record Coverage(Set<Failure> failures) {

    /** A cause as far as conditions tell causes apart. */
    record Failure(String cause, CauseKind kind) {}

    /** Rules are not asked about a success. */
    static Coverage of(Catalogue catalogue) {
        return new Coverage(catalogue.causes().stream()
                .filter(cause -> cause.kind() != CauseKind.SUCCESS)
                .map(Coverage::failure)
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static Failure failure(Cause cause) {
        return new Failure(cause.id(), cause.kind());
    }

    /** The causes that the condition's {@code cause} and {@code causeKind} leave. */
    Set<Failure> failures(Condition condition) {
        return failures.stream()
                .filter(failure ->
                        condition.causeKind().isEmpty() || condition.causeKind().contains(failure.kind()))
                .filter(failure -> condition.cause().isEmpty()
                        || condition.cause().stream().anyMatch(glob -> glob.matches(failure.cause())))
                .collect(Collectors.toSet());
    }

    /** Whether the first condition is certain to take all that the second takes. */
    boolean covers(Condition wide, Condition narrow) {
        return failures(wide).containsAll(failures(narrow))
                && GlobSets.covers(wide.stopCode(), narrow.stopCode())
                && containersCovered(wide, narrow)
                && GlobSets.covers(wide.launchType(), narrow.launchType())
                && GlobSets.covers(wide.capacityProvider(), narrow.capacityProvider())
                && NumberSets.attempts(wide.attempt()).containsAll(NumberSets.attempts(narrow.attempt()))
                && (wide.started() == null || wide.started().equals(narrow.started()))
                && covers(wide.task(), narrow.task())
                && exceptionsCovered(wide.not(), narrow);
    }

    /** Whether the first match is certain to adopt every task that the second adopts. */
    static boolean covers(Match wide, Match narrow) {
        return GlobSets.covers(wide.cluster(), narrow.cluster())
                && GlobSets.covers(wide.family(), narrow.family())
                && GlobSets.covers(wide.group(), narrow.group())
                && GlobSets.covers(wide.startedBy(), narrow.startedBy())
                && wide.tags().entrySet().stream().allMatch(tag -> tagCovered(tag, narrow.tags()));
    }

    private static boolean tagCovered(Map.Entry<String, Glob> tag, Map<String, Glob> narrow) {
        Glob value = narrow.get(tag.getKey());
        return value != null && GlobSets.covers(tag.getValue(), value);
    }

    /** A named container narrows whose exit code and reason count. */
    private static boolean containersCovered(Condition wide, Condition narrow) {
        boolean sameContainers = wide.container() == null || wide.container().equals(narrow.container());
        boolean codes = wide.exitCode() == null
                || (narrow.exitCode() != null && NumberSets.covers(wide.exitCode(), narrow.exitCode()));
        return sameContainers && codes && GlobSets.coversIgnoringCase(wide.reason(), narrow.reason());
    }

    /** What the first condition excepts is nothing that the second takes: it excepts that too, or never comes near it. */
    private boolean exceptionsCovered(@Nullable Condition excepted, Condition narrow) {
        return excepted == null
                || (narrow.not() != null && covers(narrow.not(), excepted))
                || Collections.disjoint(failures(excepted), failures(narrow))
                || Collections.disjoint(NumberSets.attempts(excepted.attempt()), NumberSets.attempts(narrow.attempt()))
                || (excepted.started() != null
                        && narrow.started() != null
                        && !Objects.equals(excepted.started(), narrow.started()));
    }

    /** The condition together with what its policy asks of every task. */
    static Condition within(Match match, Condition when) {
        Match task = when.task();
        return new Condition(
                when.cause(),
                when.causeKind(),
                when.stopCode(),
                when.container(),
                when.exitCode(),
                when.reason(),
                when.launchType(),
                when.capacityProvider(),
                when.attempt(),
                when.started(),
                new Match(
                        declared(task.cluster(), match.cluster()),
                        declared(task.family(), match.family()),
                        declared(task.group(), match.group()),
                        declared(task.startedBy(), match.startedBy()),
                        task.tags().isEmpty() ? match.tags() : task.tags()),
                when.not());
    }

    private static List<Glob> declared(List<Glob> own, List<Glob> policys) {
        return own.isEmpty() ? policys : own;
    }
}
