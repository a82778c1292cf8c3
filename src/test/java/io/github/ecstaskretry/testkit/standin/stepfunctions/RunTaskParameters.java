package io.github.ecstaskretry.testkit.standin.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/**
 * Looks for parameters that RunTask does not have, at every depth, by the AWS SDK's own model. A name in camel case is one: Step
 * Functions takes Pascal case only.
 */
final class RunTaskParameters {

    private RunTaskParameters() {}

    /** The first unknown name. */
    static Optional<String> unknown(JsonNode arguments) {
        return unknown(arguments, RunTaskRequest.builder().build());
    }

    private static Optional<String> unknown(JsonNode object, SdkPojo shape) {
        Map<String, SdkField<?>> members = shape.sdkFields().stream()
                .collect(Collectors.toMap(field -> pascalCase(field.locationName()), Function.identity()));
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            SdkField<?> field = members.get(member.getKey());
            if (field == null) {
                return Optional.of(member.getKey());
            }
            Optional<String> deeper = deeper(member.getValue(), field);
            if (deeper.isPresent()) {
                return deeper;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> deeper(JsonNode value, SdkField<?> field) {
        if (value.isObject() && field.constructor() != null) {
            return unknown(value, field.constructor().get());
        }
        ListTrait list = field.getTrait(ListTrait.class);
        if (value.isArray() && list != null) {
            for (JsonNode element : value) {
                Optional<String> deeper = deeper(element, list.memberFieldInfo());
                if (deeper.isPresent()) {
                    return deeper;
                }
            }
        }
        return Optional.empty();
    }

    private static String pascalCase(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
