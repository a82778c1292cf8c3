package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.core.policy.Backoff;
import io.github.ecstaskretry.core.policy.Backoff.Jitter;
import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.Match;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Policy.Learn;
import io.github.ecstaskretry.core.policy.Policy.Metrics;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.policy.Policy.Otherwise;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.DidYouMean;
import io.github.ecstaskretry.format.InvalidYamlException;
import io.github.ecstaskretry.format.Resources;
import io.github.ecstaskretry.format.YamlDocument;
import io.github.ecstaskretry.format.YamlValue;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a policy file, YAML or JSON. Unknown keys are mistakes. {@code docs/policy.md} is the reference. */
public final class PolicyFile {

    private static final String BUILT_IN = "built-in-policy.yaml";

    static final int DEFAULT_ATTEMPTS = 3;
    static final Duration DEFAULT_DEADLINE = Duration.ofHours(24);
    static final Backoff DEFAULT_BACKOFF = new Backoff(Duration.ofSeconds(15), 2, Duration.ofMinutes(10), Jitter.FULL);

    private static final List<String> POLICY_KEYS = List.of("""
            name mode match container attempts deadline staleAfter backoff pace network launch learn rules
            presets otherwise announce announceLimit metrics""".split("\\s+"));
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String NAME_EXPECTED = "a name of 1 to 64 of A-Za-z0-9._-";
    private static final Map<String, Outcome> ANNOUNCEMENTS =
            Arrays.stream(Outcome.values()).collect(Collectors.toMap(Outcome::name, announcement -> announcement));

    private final Set<String> causes;

    /** Read once: by a JVM at its first use, for a native image at build time (see {@link BuiltInCatalogue}). */
    private static final class BuiltIn {

        static final PolicySet POLICIES = read(BUILT_IN, Resources.text(BUILT_IN), BuiltInCatalogue.CATALOGUE.ids());
    }

    private PolicyFile(Set<String> causes) {
        this.causes = causes;
    }

    /**
     * Reads a file's text.
     *
     * @param file its name, for messages
     * @param text YAML 1.2 or JSON
     * @param causes the cause ids that rules may name
     * @throws InvalidYamlException with every mistake
     */
    public static PolicySet read(String file, String text, Set<String> causes) {
        YamlDocument document = new YamlDocument(file, text);
        PolicySet policies = document.root().isAbsent()
                ? new PolicySet(List.of())
                : new PolicyFile(causes).policies(document.root());
        document.throwIfInvalid();
        return policies;
    }

    /** The policy that applies if none is deployed. */
    public static PolicySet builtIn() {
        return BuiltIn.POLICIES;
    }

    private PolicySet policies(YamlValue root) {
        YamlValue file = root.keys(List.of("version", "policies"));
        file.get("version").required("1").integer(1, 1, 1);
        YamlValue list = file.get("policies");
        if (list.list().isEmpty()) {
            list.wrong("expected a list of at least one policy");
        }
        Set<String> names = new HashSet<>();
        return new PolicySet(
                list.list().stream().map(policy -> policy(policy, names)).toList());
    }

    private Policy policy(YamlValue value, Set<String> names) {
        YamlValue policy = value.keys(POLICY_KEYS);
        Backoff backoff = TimingReader.backoff(policy.get("backoff"), DEFAULT_BACKOFF);
        YamlValue announce = policy.get("announce");
        return new Policy(
                name(policy.get("name"), names),
                policy.get("mode").choice(YamlValue.words(Mode.values()), Mode.ACT),
                tasks(policy.get("match").keys(Match.KEYS, Condition.KEYS, ", which belongs in a rule's 'when'")),
                policy.get("container").text("a container's name").orElse(null),
                policy.get("attempts").integer(1, AttemptId.MAX_NUMBER, DEFAULT_ATTEMPTS),
                TimingReader.deadline(policy.get("deadline")),
                TimingReader.staleAfter(policy.get("staleAfter")),
                backoff,
                TimingReader.pace(policy.get("pace")),
                LaunchReader.network(policy.get("network")),
                LaunchReader.launch(policy.get("launch")),
                policy.get("learn").choice(YamlValue.words(Learn.values()), Learn.AUTO),
                rules(policy, backoff),
                policy.get("otherwise").choice(YamlValue.words(Otherwise.values()), Otherwise.RETRY_UNSTARTED),
                announce.isAbsent() ? Policy.DEFAULT_ANNOUNCE : announce(announce),
                TimingReader.announceLimit(policy.get("announceLimit")),
                policy.get("metrics").choice(YamlValue.words(Metrics.values()), Metrics.TOTAL));
    }

    /** Notes a name that is not allowed or already used. */
    static String name(YamlValue value, Set<String> names) {
        String name = value.required(NAME_EXPECTED).text(NAME_EXPECTED).orElse("");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            value.expected(NAME_EXPECTED);
        } else if (!name.isEmpty() && !names.add(name)) {
            value.wrong("the name '" + name + "' is used twice");
        }
        return name;
    }

    /** The keys that a policy's match and a rule's condition share. */
    static Match tasks(YamlValue match) {
        Map<String, List<Glob>> tags = new LinkedHashMap<>();
        mapping(match.get("tags"))
                .forEach((key, value) -> tags.put(key, globs(value, "a glob of the tag's value such as data-*")));
        return new Match(
                globs(match.get("cluster"), "a glob of cluster names such as prod-*"),
                globs(match.get("family"), "a glob of task definition families such as etl-*"),
                globs(match.get("group"), "a glob of task groups such as nightly-*"),
                globs(match.get("startedBy"), "a glob of startedBy such as events-rule/*"),
                tags);
    }

    static List<Glob> globs(YamlValue value, String expected) {
        return value.list().stream()
                .map(element -> element.text(expected))
                .flatMap(Optional::stream)
                .map(Glob::new)
                .toList();
    }

    /** A mapping with keys of the author's choice to texts. */
    static Map<String, String> texts(YamlValue value, String expected) {
        Map<String, String> texts = new LinkedHashMap<>();
        mapping(value).forEach((key, member) -> member.text(expected).ifPresent(text -> texts.put(key, text)));
        return texts;
    }

    private static Map<String, YamlValue> mapping(YamlValue value) {
        if (!value.isAbsent() && !value.isMapping()) {
            value.wrong("expected a mapping such as {team: data}");
        }
        return value.members();
    }

    private List<Rule> rules(YamlValue policy, Backoff backoff) {
        RuleReader reader = new RuleReader(causes);
        Set<String> names = new HashSet<>();
        List<Rule> rules = new ArrayList<>();
        policy.get("rules").list().forEach(rule -> rules.add(reader.read(rule, names, backoff)));
        YamlValue presets = policy.get("presets");
        Map<String, List<Rule>> known = presets.isAbsent() ? Map.of() : RuleReader.presets();
        Set<String> named = new HashSet<>();
        presets.list().forEach(preset -> rules.addAll(preset(preset, known, named, names)));
        return rules;
    }

    /** The preset's rules; none if the policy cannot use it, which is noted. */
    private static List<Rule> preset(
            YamlValue value, Map<String, List<Rule>> presets, Set<String> named, Set<String> ruleNames) {
        String known = String.join(", ", presets.keySet());
        String name = value.text("one of " + known).orElse("");
        List<Rule> rules = presets.getOrDefault(name, List.of());
        if (!name.isEmpty() && rules.isEmpty()) {
            value.wrong("there is no preset '" + name + "'" + DidYouMean.hint(name, presets.keySet()) + "; known are "
                    + known);
        } else if (!name.isEmpty() && !named.add(name)) {
            value.wrong("the preset '" + name + "' is named twice");
        } else if (rules.stream().anyMatch(rule -> !ruleNames.add(rule.name()))) {
            value.wrong("a rule of the policy has the same name as a rule of the preset: "
                    + String.join(", ", rules.stream().map(Rule::name).toList()));
        }
        return rules;
    }

    static Set<Outcome> announce(YamlValue value) {
        Set<Outcome> announce = EnumSet.noneOf(Outcome.class);
        value.list().forEach(element -> announce.add(element.choice(ANNOUNCEMENTS, Outcome.FAILED)));
        return announce;
    }
}
