package io.github.ecstaskretry.core.policy;

import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which stops a rule matches. Every declared part must hold; within a part, one matching value is enough.
 *
 * @param container the container whose exit code and reason count; null: any container
 * @param exitCode exit codes; null if not declared
 * @param reason globs of the task's stopped reason, a container's reason or a launch failure's text; case is ignored
 * @param launchType globs of the launch type; no glob matches a task without one
 * @param capacityProvider globs of the capacity provider; no glob matches a task that no provider placed
 * @param attempt numbers of the attempt; empty if not declared
 * @param started whether the task reached RUNNING, or a container of it ran and ended before that; null if not declared
 * @param task cluster, family, group, startedBy and tags, as in a policy's match
 * @param not a condition that must not hold; null if not declared
 */
public record Condition(
        List<Glob> cause,
        Set<CauseKind> causeKind,
        List<Glob> stopCode,
        @Nullable String container,
        @Nullable ExitCodes exitCode,
        List<Glob> reason,
        List<Glob> launchType,
        List<Glob> capacityProvider,
        List<NumberRange> attempt,
        @Nullable Boolean started,
        Match task,
        @Nullable Condition not) {

    /** One key and its test, which holds if the condition does not declare the key. */
    private record Part(String key, BiPredicate<Condition, RuleInput> holds) {

        static Part globs(
                String key, Function<Condition, List<Glob>> globs, Function<RuleInput, @Nullable String> text) {
            return new Part(key, (when, found) -> Glob.anyOrNone(globs.apply(when), text.apply(found)));
        }
    }

    private static final List<Part> PARTS = List.of(
            Part.globs("cause", Condition::cause, found -> found.cause().id()),
            new Part("causeKind", Condition::causeKindHolds),
            Part.globs("stopCode", Condition::stopCode, found -> stopCode(found.stop())),
            new Part("container", Condition::containerHolds),
            new Part("exitCode", Condition::exitCodeHolds),
            new Part("reason", Condition::reasonHolds),
            Part.globs("launchType", Condition::launchType, RuleInput::launchType),
            Part.globs("capacityProvider", Condition::capacityProvider, RuleInput::capacityProvider),
            new Part("attempt", Condition::attemptHolds),
            new Part("started", (when, found) -> when.started == null || when.started == found.started()));

    /** The keys of a condition, in the order of the policy reference. */
    public static final List<String> KEYS = Stream.of(
                    PARTS.stream().map(Part::key), Match.KEYS.stream(), Stream.of("not"))
            .flatMap(keys -> keys)
            .toList();

    public Condition {
        cause = List.copyOf(cause);
        causeKind = Set.copyOf(causeKind);
        stopCode = List.copyOf(stopCode);
        reason = List.copyOf(reason);
        launchType = List.copyOf(launchType);
        capacityProvider = List.copyOf(capacityProvider);
        attempt = List.copyOf(attempt);
    }

    /** Whether the rule matches the stop. */
    public boolean holds(RuleInput found) {
        return misses(found).isEmpty();
    }

    /** The declared keys that do not hold, in the order of {@link #KEYS}; empty if the rule matches the stop. */
    public List<String> misses(RuleInput found) {
        List<String> misses = new ArrayList<>();
        for (Part part : PARTS) {
            if (!part.holds().test(this, found)) {
                misses.add(part.key());
            }
        }
        misses.addAll(task.misses(found.task(), found.tags()));
        if (not != null && not.holds(found)) {
            misses.add("not");
        }
        return misses;
    }

    /** Whether the condition needs the task's tags, which task events do not contain. */
    public boolean needsTags() {
        return task.needsTags() || (not != null && not.needsTags());
    }

    private boolean causeKindHolds(RuleInput found) {
        return causeKind.isEmpty() || causeKind.contains(found.cause().kind());
    }

    private boolean containerHolds(RuleInput found) {
        return container == null || containers(found).findAny().isPresent();
    }

    private boolean attemptHolds(RuleInput found) {
        return attempt.isEmpty() || attempt.stream().anyMatch(range -> range.contains(found.attempt()));
    }

    private boolean exitCodeHolds(RuleInput found) {
        return exitCode == null || containers(found).anyMatch(exit -> exitCode.contains(exit.exitCode()));
    }

    private boolean reasonHolds(RuleInput found) {
        return reason.isEmpty() || texts(found).anyMatch(this::fitsAReason);
    }

    private static @Nullable String stopCode(Stop stop) {
        return switch (stop) {
            case Stop.TaskStop task -> task.stopCode();
            case Stop.LaunchFailure ignored -> null;
        };
    }

    private Stream<ContainerExit> containers(RuleInput found) {
        return switch (found.stop()) {
            case Stop.TaskStop task ->
                task.containers().stream()
                        .filter(exit -> container == null || exit.name().equals(container));
            case Stop.LaunchFailure ignored -> Stream.empty();
        };
    }

    private Stream<String> texts(RuleInput found) {
        Stream<@Nullable String> own = switch (found.stop()) {
            case Stop.TaskStop task -> Stream.of(task.stoppedReason());
            case Stop.LaunchFailure failure -> Stream.of(failure.error(), failure.text(), failure.detail());
        };
        return Stream.concat(own, containers(found).map(ContainerExit::reason)).filter(text -> text != null);
    }

    private boolean fitsAReason(String text) {
        return reason.stream().anyMatch(glob -> glob.matchesIgnoringCase(text));
    }
}
