package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.Match;
import io.github.ecstaskretry.core.task.StopCode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds globs that no name in AWS can match. Characters and lengths are from the Amazon ECS API reference: {@code CreateCluster}
 * ({@code clusterName}), {@code RegisterTaskDefinition} ({@code family}, a container's {@code name}), {@code CreateCapacityProvider}
 * ({@code name}), {@code RunTask} ({@code startedBy}).
 */
record ImpossibleNames(PolicyLint.Linted linted) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_*?-]*");

    /** Names of EventBridge rules can have a dot. */
    private static final Pattern STARTED_BY = Pattern.compile("[A-Za-z0-9./_*?-]*");

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_STARTED_BY = 128;
    private static final String ONLY_NAME = "has only letters, digits, hyphens and underscores, at most 255.";
    private static final String NO_SERVICES = "Tasks of services are never adopted.";

    /** Amazon ECS API reference, {@code Task}, {@code launchType}. */
    private static final List<String> LAUNCH_TYPES = List.of("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES");

    private static final List<String> STOP_CODES = Arrays.stream(StopCode.values())
            .map(StopCode::text)
            .filter(text -> !text.isEmpty())
            .toList();

    static void check(PolicyLint.Linted linted) {
        ImpossibleNames names = new ImpossibleNames(linted);
        names.match(linted.path() + ".match", linted.policy().match());
        names.container(linted.path() + ".container", linted.policy().container());
        for (PolicyLint.OwnRule own : linted.ownRules()) {
            Condition when = own.rule().when();
            names.condition(own.path() + ".when", when);
            if (when.not() != null) {
                names.condition(own.path() + ".when.not", when.not());
            }
        }
    }

    private void condition(String path, Condition when) {
        words(path + ".stopCode", when.stopCode(), STOP_CODES);
        container(path + ".container", when.container());
        when.reason().stream()
                .filter(ImpossibleNames::isPartOfASentence)
                .forEach(glob -> linted.warn(
                        path + ".reason",
                        "'" + glob + "' matches only a reason that is exactly this text.",
                        "Write '*" + glob + "*' to match a part of a reason."));
        words(path + ".launchType", when.launchType(), LAUNCH_TYPES);
        check(
                path + ".capacityProvider",
                when.capacityProvider(),
                ImpossibleNames::isNoName,
                "The name of a capacity provider " + ONLY_NAME);
        match(path, when.task());
    }

    private void match(String path, Match match) {
        String cluster = "The name of a cluster, which is not its ARN, " + ONLY_NAME;
        String family = "A family, without revision and ARN, " + ONLY_NAME;
        check(path + ".cluster", match.cluster(), ImpossibleNames::isNoName, cluster);
        check(path + ".family", match.family(), ImpossibleNames::isNoName, family);
        check(path + ".group", match.group(), glob -> glob.pattern().startsWith("service:"), NO_SERVICES);
        check(
                path + ".startedBy",
                match.startedBy(),
                ImpossibleNames::isNoStartedBy,
                "It has only letters, digits, hyphens, underscores, dots and slashes, at most 128.");
        check(path + ".startedBy", match.startedBy(), glob -> glob.pattern().startsWith("ecs-svc/"), NO_SERVICES);
    }

    private void container(String path, @Nullable String container) {
        if (container != null && (isNoName(new Glob(container)) || hasWildcard(container))) {
            add(path, container, "This is a container's name and not a glob; the name " + ONLY_NAME);
        }
    }

    private void words(String path, List<Glob> globs, List<String> words) {
        globs.stream()
                .filter(glob -> words.stream().noneMatch(glob::matches))
                .forEach(glob -> add(path, glob.pattern(), "Known are " + String.join(", ", words) + "."));
    }

    private void check(String path, List<Glob> globs, Predicate<Glob> impossible, String fix) {
        globs.stream().filter(impossible).forEach(glob -> add(path, glob.pattern(), fix));
    }

    private void add(String path, String text, String fix) {
        linted.warn(path, "Nothing matches '" + text + "'.", fix);
    }

    private static boolean isNoName(Glob glob) {
        return !NAME.matcher(glob.pattern()).matches() || shortest(glob) > LONGEST_NAME;
    }

    private static boolean isNoStartedBy(Glob glob) {
        return !STARTED_BY.matcher(glob.pattern()).matches() || shortest(glob) > LONGEST_STARTED_BY;
    }

    /** ECS's reasons in prose are sentences with changing parts; tokens such as RESOURCE:CPU stand alone. */
    private static boolean isPartOfASentence(Glob glob) {
        return !hasWildcard(glob.pattern()) && glob.pattern().chars().anyMatch(Character::isLowerCase);
    }

    private static boolean hasWildcard(String text) {
        return text.contains("*") || text.contains("?");
    }

    private static long shortest(Glob glob) {
        return glob.pattern().chars().filter(character -> character != '*').count();
    }
}
