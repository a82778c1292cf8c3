package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.policy.AnnounceLimit;
import io.github.ecstaskretry.core.policy.Backoff;
import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.policy.ExitCodes;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.LaunchChange.MoreMemory;
import io.github.ecstaskretry.core.policy.LaunchParameters;
import io.github.ecstaskretry.core.policy.Match;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.policy.NumberRange;
import io.github.ecstaskretry.core.policy.Pace;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.policy.Rule.Action;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.YamlValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Policies as a policy file in which every default is written out. Reading that file gives the same policies. */
public final class EffectivePolicy {

    private static final int WIDTH = 120;

    private EffectivePolicy() {}

    public static String yaml(PolicySet policies) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.AUTO)
                .setWidth(WIDTH)
                .setDereferenceAliases(true)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .build();
        return new Dump(settings).dumpToString(file(policies));
    }

    public static String json(PolicySet policies) {
        return Json.tree(file(policies)).toPrettyString();
    }

    /** A mapping in insertion order; leaves out keys without a value. */
    private static final class Keys {
        private final Map<String, Object> values = new LinkedHashMap<>();

        Keys with(String key, @Nullable Object value) {
            if (value != null) {
                values.put(key, value);
            }
            return this;
        }

        Keys withDeclared(String key, Collection<?> elements) {
            return with(key, elements.isEmpty() ? null : elements);
        }
    }

    private static Map<String, Object> file(PolicySet policies) {
        return new Keys()
                .with("version", 1)
                .with(
                        "policies",
                        policies.policies().stream()
                                .map(EffectivePolicy::policy)
                                .toList())
                .values;
    }

    private static Map<String, Object> policy(Policy policy) {
        Duration deadline = policy.deadline();
        return new Keys()
                .with("name", policy.name())
                .with("mode", YamlValue.word(policy.mode()))
                .with("match", match(new Keys(), policy.match()).values)
                .with("container", policy.container())
                .with("attempts", policy.attempts())
                .with("deadline", deadline == null ? "none" : DurationText.format(deadline))
                .with("staleAfter", DurationText.format(policy.staleAfter()))
                .with("backoff", backoff(policy.backoff()))
                .with("pace", pace(policy.pace()))
                .with("network", network(policy.network()))
                .with("launch", launch(policy.launch()))
                .with("learn", YamlValue.word(policy.learn()))
                .with(
                        "rules",
                        policy.rules().stream().map(EffectivePolicy::rule).toList())
                .with("otherwise", YamlValue.word(policy.otherwise()))
                .with("announce", announce(policy.announce()))
                .with("announceLimit", announceLimit(policy.announceLimit()))
                .with("metrics", YamlValue.word(policy.metrics()))
                .values;
    }

    private static Keys match(Keys keys, Match match) {
        Map<String, Object> tags = new TreeMap<>();
        match.tags().forEach((key, globs) -> tags.put(key, oneOrList(texts(globs))));
        return keys.withDeclared("cluster", texts(match.cluster()))
                .withDeclared("family", texts(match.family()))
                .withDeclared("group", texts(match.group()))
                .withDeclared("startedBy", texts(match.startedBy()))
                .with("tags", tags.isEmpty() ? null : tags);
    }

    private static @Nullable Map<String, Object> backoff(@Nullable Backoff backoff) {
        if (backoff == null) {
            return null;
        }
        return new Keys()
                .with("interval", DurationText.format(backoff.interval()))
                .with("rate", number(backoff.rate()))
                .with("maxDelay", DurationText.format(backoff.maxDelay()))
                .with("jitter", YamlValue.word(backoff.jitter()))
                .values;
    }

    private static Object pace(@Nullable Pace pace) {
        return pace == null
                ? "shared"
                : new Keys().with("launches", pace.launches()).with("per", DurationText.format(pace.per())).values;
    }

    private static Object announceLimit(@Nullable AnnounceLimit limit) {
        return limit == null
                ? "none"
                : new Keys().with("notices", limit.notices()).with("per", DurationText.format(limit.per())).values;
    }

    private static @Nullable Map<String, Object> network(@Nullable Network network) {
        return network == null
                ? null
                : new Keys()
                        .with("subnets", network.subnets())
                        .with("securityGroups", network.securityGroups())
                        .with("assignPublicIp", network.assignPublicIp())
                        .values;
    }

    private static Map<String, Object> launch(LaunchParameters launch) {
        return new Keys()
                .withDeclared("capacityProviderStrategy", launch.capacityProviderStrategy())
                .withDeclared("placementConstraints", launch.placementConstraints())
                .withDeclared("placementStrategy", launch.placementStrategy())
                .withDeclared("volumeConfigurations", launch.volumeConfigurations())
                .with("propagateTags", launch.propagateTags())
                .with("enableECSManagedTags", launch.enableEcsManagedTags())
                .with("copyTags", launch.copyTags())
                .with("tags", launch.tags().isEmpty() ? null : launch.tags())
                .values;
    }

    private static Map<String, Object> rule(Rule rule) {
        Keys keys = new Keys()
                .with("name", rule.name())
                .with("when", condition(rule.when()))
                .with("then", YamlValue.word(rule.then()));
        if (rule.then() == Action.RETRY) {
            keys.with("attempts", rule.attempts())
                    .with("backoff", backoff(rule.backoff()))
                    .with("counted", rule.counted());
            Map<String, Object> launch = launch(rule.change().launch());
            launch.remove("copyTags");
            List<String> avoid =
                    rule.change().avoid().stream().sorted().map(YamlValue::word).toList();
            keys.with("launch", launch.isEmpty() ? null : launch)
                    .with("memory", memory(rule.change().memory()))
                    .withDeclared("avoid", avoid);
        }
        return keys.with("announce", announce(rule.announce())).values;
    }

    private static @Nullable List<String> announce(@Nullable Set<Outcome> outcomes) {
        return outcomes == null
                ? null
                : outcomes.stream().sorted().map(Outcome::name).toList();
    }

    private static @Nullable Map<String, Object> memory(@Nullable MoreMemory memory) {
        return memory == null
                ? null
                : new Keys().with("factor", number(memory.factor())).with("max", memory.max()).values;
    }

    /** Without a fraction if it has none. */
    private static Object number(double number) {
        return number == Math.rint(number) ? (Object) (int) number : (Object) number;
    }

    private static @Nullable Map<String, Object> condition(@Nullable Condition when) {
        if (when == null) {
            return null;
        }
        Keys keys = new Keys()
                .withDeclared("cause", texts(when.cause()))
                .withDeclared(
                        "causeKind",
                        when.causeKind().stream().sorted().map(CauseKind::word).toList())
                .withDeclared("stopCode", texts(when.stopCode()))
                .with("container", when.container())
                .withDeclared("exitCode", exitCodes(when.exitCode()))
                .withDeclared("reason", texts(when.reason()))
                .withDeclared("launchType", texts(when.launchType()))
                .withDeclared("capacityProvider", texts(when.capacityProvider()))
                .withDeclared("attempt", ranges(when.attempt()))
                .with("started", when.started());
        return match(keys, when.task()).with("not", condition(when.not())).values;
    }

    private static List<Object> exitCodes(@Nullable ExitCodes codes) {
        if (codes == null) {
            return List.of();
        }
        List<Object> texts = new ArrayList<>(ranges(codes.ranges()));
        if (codes.none()) {
            texts.add("none");
        }
        return texts;
    }

    private static List<Object> ranges(List<NumberRange> ranges) {
        return ranges.stream()
                .map(range -> range.from() == range.to() ? (Object) range.from() : range.toString())
                .toList();
    }

    private static List<String> texts(List<Glob> globs) {
        return globs.stream().map(Glob::pattern).toList();
    }

    private static Object oneOrList(List<String> texts) {
        return texts.size() == 1 ? texts.getFirst() : texts;
    }
}
