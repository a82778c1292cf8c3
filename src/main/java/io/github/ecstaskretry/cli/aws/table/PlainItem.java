package io.github.ecstaskretry.cli.aws.table;

import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item as maps, lists and scalars, with all of its attributes. Types that only a person could have added: sets become lists, bytes
 * become Base64, and nulls are left out.
 */
final class PlainItem {

    private PlainItem() {}

    static Map<String, Object> of(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .filter(entry -> entry.getValue().type() != AttributeValue.Type.NUL)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> plain(entry.getValue()), (one, other) -> one, TreeMap::new));
    }

    private static Object plain(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> number(value.n());
            case BOOL -> value.bool();
            case M -> of(value.m());
            case L ->
                value.l().stream()
                        .filter(element -> element.type() != AttributeValue.Type.NUL)
                        .map(PlainItem::plain)
                        .toList();
            case SS -> value.ss();
            case NS -> value.ns().stream().map(PlainItem::number).toList();
            case B -> base64(value.b());
            case BS -> value.bs().stream().map(PlainItem::base64).toList();
            default -> throw new IllegalStateException("an attempt cannot have an attribute of type " + value.type());
        };
    }

    private static Number number(String number) {
        return number.matches("-?[0-9]{1,18}") ? (Number) Long.valueOf(number) : Double.valueOf(number);
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }
}
