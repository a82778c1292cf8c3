package io.github.ecstaskretry.testkit.standin.ecs;

import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Parts of requests. */
final class Shapes {

    private Shapes() {}

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    static CapacityProviderStrategyItem provider(String name) {
        return CapacityProviderStrategyItem.builder().capacityProvider(name).build();
    }

    static ContainerDefinition container(String name) {
        return ContainerDefinition.builder().name(name).image("example/" + name).build();
    }

    static ContainerOverride override(String container, String... command) {
        return ContainerOverride.builder().name(container).command(command).build();
    }

    static KeyValuePair variable(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }
}
