package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.core.policy.LaunchChange;
import io.github.ecstaskretry.core.policy.LaunchChange.Avoid;
import io.github.ecstaskretry.core.policy.LaunchChange.MoreMemory;
import io.github.ecstaskretry.core.policy.LaunchParameters;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.format.YamlValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a policy's {@code network:} and {@code launch:}, which are parameters of RunTask. */
final class LaunchReader {

    private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-zA-Z]+");
    private static final Pattern SECURITY_GROUP = Pattern.compile("sg-[0-9a-zA-Z]+");
    private static final List<String> NETWORK_KEYS = List.of("subnets", "securityGroups", "assignPublicIp");
    private static final List<String> LAUNCH_KEYS = List.of(
            "capacityProviderStrategy",
            "placementConstraints",
            "placementStrategy",
            "volumeConfigurations",
            "propagateTags",
            "enableECSManagedTags",
            "copyTags",
            "tags");

    private static final Map<String, Avoid> AVOIDABLE = YamlValue.words(Avoid.values());
    private static final int MOST_FACTOR = 10;

    /** In MiB. No instance of EC2 has more than 32 TiB. */
    private static final int MOST_MEMORY = 32 * 1024 * 1024;

    private LaunchReader() {}

    static @Nullable Network network(YamlValue value) {
        if (value.isAbsent()) {
            return null;
        }
        YamlValue network = value.keys(NETWORK_KEYS);
        YamlValue subnets = network.get("subnets");
        if (subnets.list().isEmpty()) {
            subnets.wrong("expected 1 to 16 subnets such as subnet-0123456789abcdef0");
        }
        return new Network(
                ids(subnets, SUBNET, 16, "a subnet such as subnet-0123456789abcdef0"),
                ids(network.get("securityGroups"), SECURITY_GROUP, 5, "a security group such as sg-0123456789abcdef0"),
                network.get("assignPublicIp").bool(false));
    }

    private static List<String> ids(YamlValue value, Pattern form, int most, String expected) {
        List<YamlValue> elements = value.list();
        if (elements.size() > most) {
            value.wrong("expected at most " + most + "; found " + elements.size());
        }
        return elements.stream()
                .map(element -> element.<Optional<String>>converted(
                        expected, Optional.empty(), text -> form.matcher(text).matches() ? Optional.of(text) : null))
                .flatMap(Optional::stream)
                .toList();
    }

    static LaunchParameters launch(YamlValue value) {
        YamlValue launch = value.keys(LAUNCH_KEYS);
        YamlValue managedTags = launch.get("enableECSManagedTags");
        YamlValue propagateTags = launch.get("propagateTags");
        return new LaunchParameters(
                structures(
                        launch.get("capacityProviderStrategy").list(), List.of("capacityProvider", "weight", "base")),
                structures(launch.get("placementConstraints").list(), List.of("type", "expression")),
                structures(launch.get("placementStrategy").list(), List.of("type", "field")),
                structures(launch.get("volumeConfigurations").list(), List.of()),
                propagateTags.isAbsent()
                        ? null
                        : propagateTags.choice(Map.of("TASK_DEFINITION", "TASK_DEFINITION"), "TASK_DEFINITION"),
                managedTags.isAbsent() ? null : (Boolean) managedTags.bool(false),
                launch.get("copyTags").bool(false),
                PolicyFile.texts(launch.get("tags"), "a tag's value such as data"));
    }

    /** The changes of a rule. Tags are read before any rule is evaluated, so only a policy can copy them. */
    static LaunchChange change(YamlValue rule) {
        YamlValue launch = rule.get("launch");
        YamlValue copyTags = launch.get("copyTags");
        if (!copyTags.isAbsent()) {
            copyTags.wrong("only the policy's launch can have copyTags");
        }
        return new LaunchChange(launch(launch), memory(rule.get("memory")), avoid(rule.get("avoid")));
    }

    private static Set<Avoid> avoid(YamlValue value) {
        Set<Avoid> avoid = EnumSet.noneOf(Avoid.class);
        value.list().forEach(element -> avoid.add(element.choice(AVOIDABLE, Avoid.ZONE)));
        return avoid;
    }

    private static @Nullable MoreMemory memory(YamlValue value) {
        YamlValue memory = value.keys(List.of("factor", "max"));
        if (!memory.isMapping()) {
            return null;
        }
        YamlValue factor = memory.get("factor");
        double by = factor.number(1, MOST_FACTOR, 2);
        if (by == 1) {
            factor.expected("a number above 1 such as 2 or 1.5");
        }
        int max = memory.get("max")
                .required("the most memory in MiB such as 16384")
                .integer(1, MOST_MEMORY, 1);
        return new MoreMemory(by, max);
    }

    /** Structures that go to RunTask unchanged, under the API's names. Without known keys, all keys are allowed. */
    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> structures(List<YamlValue> elements, List<String> known) {
        elements.stream()
                .filter(element -> !element.isMapping() || !known.isEmpty())
                .forEach(element -> element.keys(known.isEmpty() ? List.of("name") : known));
        return elements.stream()
                .filter(YamlValue::isMapping)
                .map(element -> (Map<String, Object>) element.structure())
                .toList();
    }
}
