package io.github.ecstaskretry.store;

import io.github.ecstaskretry.format.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Builds an item of DynamoDB. Leaves null values out. */
final class ItemWriter {

    private final Map<String, AttributeValue> item = new LinkedHashMap<>();

    /** Leaves out empty texts, too, because DynamoDB refuses them in index keys. */
    ItemWriter text(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            item.put(name, AttributeValue.fromS(value));
        }
        return this;
    }

    ItemWriter number(String name, @Nullable Long value) {
        if (value != null) {
            item.put(name, AttributeValue.fromN(value.toString()));
        }
        return this;
    }

    ItemWriter bool(String name, boolean value) {
        item.put(name, AttributeValue.fromBool(value));
        return this;
    }

    ItemWriter time(String name, @Nullable Instant value) {
        return text(name, value == null ? null : Timestamps.format(value));
    }

    ItemWriter list(String name, List<Map<String, AttributeValue>> items) {
        item.put(
                name,
                AttributeValue.fromL(items.stream().map(AttributeValue::fromM).toList()));
        return this;
    }

    /** Leaves out an empty list. */
    ItemWriter textList(String name, List<String> values) {
        if (!values.isEmpty()) {
            item.put(
                    name,
                    AttributeValue.fromL(
                            values.stream().map(AttributeValue::fromS).toList()));
        }
        return this;
    }

    ItemWriter texts(String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            Map<String, AttributeValue> map = new LinkedHashMap<>();
            values.forEach((key, value) -> map.put(key, AttributeValue.fromS(value)));
            item.put(name, AttributeValue.fromM(map));
        }
        return this;
    }

    Map<String, AttributeValue> item() {
        return item;
    }
}
