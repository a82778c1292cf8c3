package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.policy.Action;
import io.github.ecstaskretry.core.policy.AttemptNumbers;
import io.github.ecstaskretry.core.policy.Backoff;
import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.policy.ExitCodes;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.Launch;
import io.github.ecstaskretry.core.policy.Match;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Policies as a policy file with every default written out; reading it again gives the same policies. */
public final class EffectivePolicy {

    private static final int WIDTH = 120;

    private EffectivePolicy() {}

    /** As YAML. */
    public static String yaml(PolicySet policies) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.AUTO)
                .setWidth(WIDTH)
                .setDereferenceAliases(true)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .build();
        return new Dump(settings).dumpToString(document(policies));
    }

    /** As JSON, indented. */
    public static String json(PolicySet policies) {
        return Json.tree(document(policies)).toPrettyString();
    }

    private static Map<String, Object> document(PolicySet policies) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", 1);
        document.put(
                "policies",
                policies.policies().stream().map(EffectivePolicy::policy).toList());
        return document;
    }

    private static Map<String, Object> policy(Policy policy) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", policy.name());
        document.put("mode", word(policy.mode()));
        document.put("match", match(policy.match()));
        putIfPresent(document, "container", policy.container());
        document.put("attempts", policy.attempts());
        Duration deadline = policy.deadline();
        document.put("deadline", deadline == null ? "none" : DurationText.format(deadline));
        document.put("backoff", backoff(policy.backoff()));
        Network network = policy.network();
        if (network != null) {
            document.put("network", network(network));
        }
        document.put("launch", launch(policy.launch()));
        document.put("rules", policy.rules().stream().map(EffectivePolicy::rule).toList());
        document.put("otherwise", word(policy.otherwise()));
        document.put(
                "announce",
                policy.announce().stream().sorted().map(Outcome::name).toList());
        return document;
    }

    private static Map<String, Object> match(Match match) {
        Map<String, Object> document = new LinkedHashMap<>();
        putMatch(document, match);
        return document;
    }

    private static void putMatch(Map<String, Object> document, Match match) {
        putIfDeclared(document, "cluster", globs(match.cluster()));
        putIfDeclared(document, "family", globs(match.family()));
        putIfDeclared(document, "group", globs(match.group()));
        putIfDeclared(document, "startedBy", globs(match.startedBy()));
        if (!match.tags().isEmpty()) {
            Map<String, Object> tags = new TreeMap<>();
            match.tags().forEach((key, glob) -> tags.put(key, glob.pattern()));
            document.put("tags", tags);
        }
    }

    private static Map<String, Object> backoff(Backoff backoff) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("interval", DurationText.format(backoff.interval()));
        document.put("rate", number(backoff.rate()));
        document.put("maxDelay", DurationText.format(backoff.maxDelay()));
        document.put("jitter", word(backoff.jitter()));
        return document;
    }

    /** A whole number is written as one. */
    private static Object number(double value) {
        return value == Math.rint(value) ? (Object) (int) value : (Object) value;
    }

    private static Map<String, Object> network(Network network) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("subnets", network.subnets());
        document.put("securityGroups", network.securityGroups());
        document.put("assignPublicIp", network.assignPublicIp());
        return document;
    }

    private static Map<String, Object> launch(Launch launch) {
        Map<String, Object> document = new LinkedHashMap<>();
        putIfDeclared(document, "capacityProviderStrategy", launch.capacityProviderStrategy());
        putIfDeclared(document, "placementConstraints", launch.placementConstraints());
        putIfDeclared(document, "placementStrategy", launch.placementStrategy());
        putIfDeclared(document, "volumeConfigurations", launch.volumeConfigurations());
        putIfPresent(document, "propagateTags", launch.propagateTags());
        putIfPresent(document, "enableECSManagedTags", launch.enableEcsManagedTags());
        document.put("copyTags", launch.copyTags());
        if (!launch.tags().isEmpty()) {
            document.put("tags", launch.tags());
        }
        return document;
    }

    private static Map<String, Object> rule(Rule rule) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", rule.name());
        document.put("when", condition(rule.when()));
        document.put("then", word(rule.then()));
        if (rule.then() == Action.RETRY) {
            putIfPresent(document, "attempts", rule.attempts());
            Backoff own = rule.backoff();
            if (own != null) {
                document.put("backoff", backoff(own));
            }
            document.put("counted", rule.counted());
        }
        return document;
    }

    private static Map<String, Object> condition(Condition when) {
        Map<String, Object> document = new LinkedHashMap<>();
        putIfDeclared(document, "cause", globs(when.cause()));
        putIfDeclared(
                document,
                "causeKind",
                when.causeKind().stream().sorted().map(CauseKind::word).toList());
        putIfDeclared(document, "stopCode", globs(when.stopCode()));
        putIfPresent(document, "container", when.container());
        ExitCodes exitCodes = when.exitCode();
        if (exitCodes != null) {
            document.put("exitCode", exitCodes(exitCodes));
        }
        putIfDeclared(document, "reason", globs(when.reason()));
        putIfDeclared(document, "launchType", globs(when.launchType()));
        putIfDeclared(document, "capacityProvider", globs(when.capacityProvider()));
        AttemptNumbers attempts = when.attempt();
        if (attempts != null) {
            putIfDeclared(document, "attempt", attemptNumbers(attempts));
        }
        putIfPresent(document, "started", when.started());
        putMatch(document, when.task());
        Condition not = when.not();
        if (not != null) {
            document.put("not", condition(not));
        }
        return document;
    }

    private static List<Object> attemptNumbers(AttemptNumbers numbers) {
        return numbers.ranges().stream()
                .map(range -> range.from() == range.to() ? (Object) range.from() : range.from() + "-" + range.to())
                .toList();
    }

    private static List<Object> exitCodes(ExitCodes codes) {
        List<Object> document = new ArrayList<>();
        codes.ranges()
                .forEach(range -> document.add(range.from() == range.to() ? (Object) range.from() : range.toString()));
        if (codes.none()) {
            document.add("none");
        }
        return document;
    }

    private static List<String> globs(List<Glob> globs) {
        return globs.stream().map(Glob::pattern).toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void putIfDeclared(Map<String, Object> document, String key, List<?> values) {
        if (!values.isEmpty()) {
            document.put(key, values);
        }
    }

    private static void putIfPresent(Map<String, Object> document, String key, @Nullable Object value) {
        if (value != null) {
            document.put(key, value);
        }
    }
}
