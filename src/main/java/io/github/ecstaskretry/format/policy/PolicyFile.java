package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.policy.Action;
import io.github.ecstaskretry.core.policy.Backoff;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.Jitter;
import io.github.ecstaskretry.core.policy.Match;
import io.github.ecstaskretry.core.policy.Mode;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.DidYouMean;
import io.github.ecstaskretry.format.Resources;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** The policy file, YAML or JSON, to a {@link PolicySet} (design, section 10). Unknown keys are errors. */
public final class PolicyFile {

    private static final String BUILT_IN = "built-in-policy.yaml";

    static final int DEFAULT_ATTEMPTS = 3;
    static final Duration DEFAULT_DEADLINE = Duration.ofHours(24);
    static final Backoff DEFAULT_BACKOFF = new Backoff(Duration.ofSeconds(15), 2, Duration.ofMinutes(10), Jitter.FULL);
    static final Set<Outcome> DEFAULT_ANNOUNCE =
            Set.of(Outcome.FAILED, Outcome.EXHAUSTED, Outcome.EXPIRED, Outcome.UNLAUNCHABLE, Outcome.RECOVERED);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String NAME_EXPECTED = "a name of 1 to 64 of A-Za-z0-9._-";
    private static final Map<String, Mode> MODES = words(Mode.values());
    static final Map<String, Action> VERDICTS = words(Action.values());
    private static final Map<String, Jitter> JITTERS = words(Jitter.values());
    private static final Map<String, Outcome> ANNOUNCEMENTS =
            Arrays.stream(Outcome.values()).collect(Collectors.toMap(Outcome::name, announcement -> announcement));

    private final Set<String> causes;
    private final PolicyRuleReader rules;

    private PolicyFile(Set<String> causes) {
        this.causes = causes;
        this.rules = new PolicyRuleReader(causes);
    }

    /**
     * Reads a file's text.
     *
     * @param file its name, for errors
     * @param text YAML 1.2 or JSON
     * @param causes the cause ids that rules may name
     * @throws InvalidPolicyException with every error
     */
    public static PolicySet read(String file, String text, Set<String> causes) {
        PolicyProblems problems = new PolicyProblems(file);
        Optional<Node> root = PolicyDocument.parse(file, text, problems);
        PolicySet policies = root.map(
                        node -> new PolicyFile(causes).policies(new PolicyValue("", node, node, problems)))
                .orElse(new PolicySet(List.of()));
        problems.throwIfAny();
        return policies;
    }

    /** The policy that holds where none is deployed. */
    public static PolicySet builtIn() {
        return read(BUILT_IN, Resources.text(BUILT_IN), CatalogueYaml.builtIn().ids());
    }

    private PolicySet policies(PolicyValue root) {
        PolicyMap file = root.map("version", "policies");
        PolicyValue version = file.get("version");
        if (version.isAbsent()) {
            version.wrong("is missing: expected 1");
        }
        version.integer(1, 1, 1);
        PolicyValue list = file.get("policies");
        if (list.list().isEmpty()) {
            list.wrong("expected a list of at least one policy");
        }
        List<Policy> policies = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (PolicyValue policy : list.list()) {
            policies.add(policy(policy, names));
        }
        return new PolicySet(policies);
    }

    private Policy policy(PolicyValue value, Set<String> names) {
        PolicyMap policy = value.map(
                "name",
                "mode",
                "match",
                "container",
                "attempts",
                "deadline",
                "backoff",
                "network",
                "launch",
                "rules",
                "presets",
                "otherwise",
                "announce");
        Backoff backoff = backoff(policy.get("backoff"), DEFAULT_BACKOFF);
        return new Policy(
                name(policy.get("name"), names),
                policy.get("mode").choice(MODES, Mode.ACT),
                match(policy.get("match")),
                policy.get("container").text("a container's name").orElse(null),
                policy.get("attempts").integer(1, AttemptId.MAX_NUMBER, DEFAULT_ATTEMPTS),
                deadline(policy.get("deadline")),
                backoff,
                PolicyLaunchReader.network(policy.get("network")),
                PolicyLaunchReader.launch(policy.get("launch")),
                rules(policy, backoff),
                policy.get("otherwise").choice(VERDICTS, Action.FAIL),
                announce(policy.get("announce")));
    }

    /** A name that is not there yet. */
    static String name(PolicyValue value, Set<String> names) {
        String name = value.requiredText(NAME_EXPECTED).orElse("");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            value.wrong("expected " + NAME_EXPECTED + "; found '" + name + "'");
        } else if (!name.isEmpty() && !names.add(name)) {
            value.wrong("the name '" + name + "' is there twice");
        }
        return name;
    }

    private static Match match(PolicyValue value) {
        if (value.isAbsent()) {
            return Match.EVERYTHING;
        }
        return tasks(value.map("cluster", "family", "group", "startedBy", "tags"));
    }

    /** The keys that a match and a rule's condition share. */
    static Match tasks(PolicyMap match) {
        return new Match(
                globs(match.get("cluster"), "a glob of cluster names such as prod-*"),
                globs(match.get("family"), "a glob of task definition families such as etl-*"),
                globs(match.get("group"), "a glob of task groups such as nightly-*"),
                globs(match.get("startedBy"), "a glob of startedBy such as events-rule/*"),
                tags(match.get("tags")));
    }

    static List<Glob> globs(PolicyValue value, String expected) {
        return value.list().stream()
                .map(element -> element.text(expected))
                .flatMap(Optional::stream)
                .map(Glob::new)
                .toList();
    }

    private static Map<String, Glob> tags(PolicyValue value) {
        Map<String, Glob> tags = new LinkedHashMap<>();
        texts(value, "a glob of the tag's value such as data-*").forEach((key, glob) -> tags.put(key, new Glob(glob)));
        return tags;
    }

    /** A mapping of the user's own keys to texts. */
    static Map<String, String> texts(PolicyValue value, String expected) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value.node() instanceof MappingNode mapping) {
            PolicyMap.any(value.path(), mapping, value.problems())
                    .forEach((key, member) -> member.text(expected).ifPresent(text -> texts.put(key, text)));
        } else if (!value.isAbsent()) {
            value.wrong("expected a mapping such as {team: data}");
        }
        return texts;
    }

    private static @Nullable Duration deadline(PolicyValue value) {
        if (value.isAbsent()) {
            return DEFAULT_DEADLINE;
        }
        boolean none = value.text("a duration such as 6h, or none")
                .filter("none"::equals)
                .isPresent();
        return none ? null : value.duration(Duration.ofSeconds(1), Backoff.LONGEST, DEFAULT_DEADLINE);
    }

    /** What is not said is taken from the given backoff. */
    static Backoff backoff(PolicyValue value, Backoff otherwise) {
        PolicyMap backoff = value.map("interval", "rate", "maxDelay", "jitter");
        Duration interval = backoff.get("interval").duration(Duration.ZERO, Backoff.LONGEST, otherwise.interval());
        PolicyValue maxDelay = backoff.get("maxDelay");
        Duration most = maxDelay.duration(Duration.ZERO, Backoff.LONGEST, longer(otherwise.maxDelay(), interval));
        if (most.compareTo(interval) < 0) {
            maxDelay.wrong("expected at least the interval of " + DurationText.format(interval) + "; found "
                    + DurationText.format(most));
        }
        return new Backoff(
                interval,
                backoff.get("rate").number(1, 100, otherwise.rate()),
                most,
                backoff.get("jitter").choice(JITTERS, otherwise.jitter()));
    }

    private static Duration longer(Duration left, Duration right) {
        return left.compareTo(right) >= 0 ? left : right;
    }

    private List<Rule> rules(PolicyMap policy, Backoff backoff) {
        List<Rule> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (PolicyValue rule : policy.get("rules").list()) {
            read.add(rules.read(rule, names, backoff));
        }
        Set<String> named = new HashSet<>();
        for (PolicyValue preset : policy.get("presets").list()) {
            read.addAll(preset(preset, named, names));
        }
        return read;
    }

    /** The preset's rules; none when it cannot be taken, the reason being noted. */
    private List<Rule> preset(PolicyValue value, Set<String> named, Set<String> ruleNames) {
        Map<String, List<Rule>> presets = PolicyPresets.read(causes);
        List<String> known = List.copyOf(presets.keySet());
        String name = value.text("one of " + String.join(", ", known)).orElse("");
        List<Rule> brought = presets.getOrDefault(name, List.of());
        if (!name.isEmpty() && brought.isEmpty()) {
            value.wrong("there is no preset '" + name + "'" + DidYouMean.hint(name, known) + "; known are "
                    + String.join(", ", known));
        } else if (!name.isEmpty() && !named.add(name)) {
            value.wrong("the preset '" + name + "' is there twice");
        } else if (brought.stream().anyMatch(rule -> !ruleNames.add(rule.name()))) {
            value.wrong("a rule of the policy has the name of one of the preset's: "
                    + String.join(", ", brought.stream().map(Rule::name).toList()));
        }
        return brought;
    }

    private static Set<Outcome> announce(PolicyValue value) {
        if (value.isAbsent()) {
            return DEFAULT_ANNOUNCE;
        }
        Set<Outcome> announce = EnumSet.noneOf(Outcome.class);
        value.list().forEach(element -> announce.add(element.choice(ANNOUNCEMENTS, Outcome.FAILED)));
        return announce;
    }

    static Map<String, CauseKind> causeKinds() {
        return words(CauseKind.values());
    }

    /** Enum constants by their lower-case names. */
    private static <E extends Enum<E>> Map<String, E> words(E[] constants) {
        return Arrays.stream(constants)
                .collect(Collectors.toMap(constant -> constant.name().toLowerCase(Locale.ROOT), constant -> constant));
    }
}
