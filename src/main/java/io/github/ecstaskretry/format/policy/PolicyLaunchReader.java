package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.core.policy.Launch;
import io.github.ecstaskretry.core.policy.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Reads what a policy declares for RunTask: {@code network:} and {@code launch:}. */
final class PolicyLaunchReader {

    private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-zA-Z]+");
    private static final Pattern SECURITY_GROUP = Pattern.compile("sg-[0-9a-zA-Z]+");

    private PolicyLaunchReader() {}

    static @Nullable Network network(PolicyValue value) {
        if (value.isAbsent()) {
            return null;
        }
        PolicyMap network = value.map("subnets", "securityGroups", "assignPublicIp");
        PolicyValue subnets = network.get("subnets");
        if (subnets.list().isEmpty()) {
            subnets.wrong("expected 1 to 16 subnets such as subnet-0123456789abcdef0");
        }
        return new Network(
                ids(subnets, SUBNET, 16, "a subnet such as subnet-0123456789abcdef0"),
                ids(network.get("securityGroups"), SECURITY_GROUP, 5, "a security group such as sg-0123456789abcdef0"),
                network.get("assignPublicIp").bool(false));
    }

    private static List<String> ids(PolicyValue value, Pattern form, int most, String expected) {
        List<PolicyValue> elements = value.list();
        if (elements.size() > most) {
            value.wrong("expected at most " + most + "; found " + elements.size());
        }
        return elements.stream()
                .map(element -> id(element, form, expected))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> id(PolicyValue element, Pattern form, String expected) {
        Optional<String> text = element.text(expected);
        if (text.isPresent() && !form.matcher(text.get()).matches()) {
            element.wrong("expected " + expected + "; found '" + text.get() + "'");
        }
        return text;
    }

    static Launch launch(PolicyValue value) {
        if (value.isAbsent()) {
            return Launch.NOTHING;
        }
        PolicyMap launch = value.map(
                "capacityProviderStrategy",
                "placementConstraints",
                "placementStrategy",
                "volumeConfigurations",
                "propagateTags",
                "enableECSManagedTags",
                "copyTags",
                "tags");
        PolicyValue managedTags = launch.get("enableECSManagedTags");
        return new Launch(
                documents(launch.get("capacityProviderStrategy"), "capacityProvider", "weight", "base"),
                documents(launch.get("placementConstraints"), "type", "expression"),
                documents(launch.get("placementStrategy"), "type", "field"),
                documents(launch.get("volumeConfigurations")),
                propagateTags(launch.get("propagateTags")),
                managedTags.isAbsent() ? null : (Boolean) managedTags.bool(false),
                launch.get("copyTags").bool(false),
                PolicyFile.texts(launch.get("tags"), "a tag's value such as data"));
    }

    private static @Nullable String propagateTags(PolicyValue value) {
        if (value.isAbsent()) {
            return null;
        }
        return value.choice(Map.of("TASK_DEFINITION", "TASK_DEFINITION"), "TASK_DEFINITION");
    }

    /** Structures that go to RunTask as they are, under the API's names; without known keys any are taken. */
    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> documents(PolicyValue value, String... knownKeys) {
        return value.list().stream()
                .filter(element -> isMapping(element, knownKeys))
                .map(element -> (Map<String, Object>) element.document())
                .toList();
    }

    private static boolean isMapping(PolicyValue element, String... knownKeys) {
        boolean mapping = element.node() instanceof MappingNode;
        if (!mapping || knownKeys.length > 0) {
            element.map(knownKeys.length == 0 ? new String[] {"name"} : knownKeys);
        }
        return mapping;
    }
}
