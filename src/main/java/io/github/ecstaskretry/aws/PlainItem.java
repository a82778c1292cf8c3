package io.github.ecstaskretry.aws;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item as maps, lists and scalars, whatever its attributes are called. */
final class PlainItem {

    private PlainItem() {}

    static Map<String, Object> of(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> plain(entry.getValue()), (one, other) -> one, TreeMap::new));
    }

    private static Object plain(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> Long.valueOf(value.n());
            case BOOL -> value.bool();
            case M -> of(value.m());
            case L -> value.l().stream().map(PlainItem::plain).toList();
            default -> throw new IllegalStateException("attempts have no attributes of type " + value.type());
        };
    }
}
