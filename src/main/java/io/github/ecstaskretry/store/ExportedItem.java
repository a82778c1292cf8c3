package io.github.ecstaskretry.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.history.KeptAttempt;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item as {@code ecs-retry export --json} writes it. */
public final class ExportedItem {

    private ExportedItem() {}

    /** Reads an attempt. Throws an {@link UnreadableItemException} if this version did not write it. */
    public static KeptAttempt read(JsonNode exported) {
        return AttemptItem.readKept(item(exported));
    }

    private static Map<String, AttributeValue> item(JsonNode object) {
        Map<String, AttributeValue> item = new HashMap<>();
        object.forEachEntry((name, value) -> item.put(name, value(value)));
        return item;
    }

    private static AttributeValue value(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> AttributeValue.fromM(item(value));
            case ARRAY ->
                AttributeValue.fromL(
                        value.valueStream().map(ExportedItem::value).toList());
            case NUMBER -> AttributeValue.fromN(value.asText());
            case BOOLEAN -> AttributeValue.fromBool(value.booleanValue());
            default -> AttributeValue.fromS(value.asText());
        };
    }
}
