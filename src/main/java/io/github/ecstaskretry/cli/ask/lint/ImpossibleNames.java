package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.Match;
import io.github.ecstaskretry.core.task.StopCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Globs that no name of AWS can fit. The characters and lengths are those of the Amazon ECS API reference: {@code CreateCluster}
 * ({@code clusterName}), {@code RegisterTaskDefinition} ({@code family}, a container's {@code name}), {@code
 * CreateCapacityProvider} ({@code name}), {@code RunTask} ({@code startedBy}).
 */
final class ImpossibleNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_*?-]*");

    /** And the dot, which names of EventBridge rules may have. */
    private static final Pattern STARTED_BY = Pattern.compile("[A-Za-z0-9./_*?-]*");

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_STARTED_BY = 128;

    private static final String ONLY_NAME = "has only letters, digits, hyphens and underscores, at most 255";

    /** Amazon ECS API reference, {@code Task}, {@code launchType}. */
    private static final List<String> LAUNCH_TYPES = List.of("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES");

    private static final List<String> STOP_CODES = Arrays.stream(StopCode.values())
            .map(StopCode::text)
            .filter(text -> !text.isEmpty())
            .toList();

    private final Place place;
    private final List<PolicyWarning> warnings = new ArrayList<>();

    private ImpossibleNames(Place place) {
        this.place = place;
    }

    static List<PolicyWarning> warnings(Place place) {
        ImpossibleNames names = new ImpossibleNames(place);
        names.match(place.path() + ".match", place.policy().match());
        names.container(place.path() + ".container", place.policy().container());
        for (Place.OwnRule own : place.ownRules()) {
            Condition when = own.rule().when();
            names.condition(own.path() + ".when", when);
            if (when.not() != null) {
                names.condition(own.path() + ".when.not", when.not());
            }
        }
        return names.warnings;
    }

    private void condition(String path, Condition when) {
        check(
                path + ".stopCode",
                when.stopCode(),
                known(STOP_CODES),
                "known stop codes are " + String.join(", ", STOP_CODES));
        container(path + ".container", when.container());
        when.reason().stream()
                .filter(ImpossibleNames::isPartOfASentence)
                .forEach(glob -> warnings.add(place.warning(
                        path + ".reason",
                        "Only a text that is '" + glob + "' from its beginning to its end fits.",
                        "Put * before and after it where it is a part of the text.")));
        check(
                path + ".launchType",
                when.launchType(),
                known(LAUNCH_TYPES),
                "launch types are " + String.join(", ", LAUNCH_TYPES));
        check(
                path + ".capacityProvider",
                when.capacityProvider(),
                ImpossibleNames::isNoName,
                "a capacity provider " + ONLY_NAME);
        match(path, when.task());
    }

    private void match(String path, Match match) {
        check(
                path + ".cluster",
                match.cluster(),
                ImpossibleNames::isNoName,
                "a cluster is matched by its name, which " + ONLY_NAME);
        check(
                path + ".family",
                match.family(),
                ImpossibleNames::isNoName,
                "a family, without revision and ARN, " + ONLY_NAME);
        check(
                path + ".group",
                match.group(),
                glob -> glob.pattern().startsWith("service:"),
                "tasks of services are never adopted");
        check(
                path + ".startedBy",
                match.startedBy(),
                ImpossibleNames::isNoStartedBy,
                "it has only letters, digits, hyphens, underscores, dots and slashes, at most 128");
        check(
                path + ".startedBy",
                match.startedBy(),
                glob -> glob.pattern().startsWith("ecs-svc/"),
                "tasks of services are never adopted");
    }

    private void container(String path, @Nullable String container) {
        if (container != null && (isNoName(new Glob(container)) || hasWildcard(container))) {
            add(path, container, "a container is named, not matched, and its name " + ONLY_NAME);
        }
    }

    private void check(String path, List<Glob> globs, Predicate<Glob> impossible, String fix) {
        globs.stream().filter(impossible).forEach(glob -> add(path, glob.pattern(), fix));
    }

    private void add(String path, String text, String fix) {
        warnings.add(place.warning(
                path, "Nothing fits '" + text + "'.", Character.toUpperCase(fix.charAt(0)) + fix.substring(1) + "."));
    }

    private static boolean isNoName(Glob glob) {
        return !NAME.matcher(glob.pattern()).matches() || shortest(glob) > LONGEST_NAME;
    }

    private static boolean isNoStartedBy(Glob glob) {
        return !STARTED_BY.matcher(glob.pattern()).matches() || shortest(glob) > LONGEST_STARTED_BY;
    }

    private static Predicate<Glob> known(List<String> texts) {
        return glob -> texts.stream().noneMatch(glob::matches);
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
