package io.github.ecstaskretry.aws;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads an item of DynamoDB; an item that we did not write this way is refused by name. */
record ItemReader(Map<String, AttributeValue> item) {

    @Nullable String optionalText(String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : value.s();
    }

    String text(String name) {
        return required(name, optionalText(name));
    }

    @Nullable Long optionalNumber(String name) {
        AttributeValue value = item.get(name);
        return value == null || value.n() == null ? null : Long.valueOf(value.n());
    }

    long number(String name) {
        return required(name, optionalNumber(name));
    }

    boolean bool(String name) {
        AttributeValue value = item.get(name);
        return value != null && Boolean.TRUE.equals(value.bool());
    }

    @Nullable Instant optionalTime(String name) {
        String text = optionalText(name);
        return text == null ? null : Instant.parse(text);
    }

    Instant time(String name) {
        return required(name, optionalTime(name));
    }

    List<ItemReader> list(String name) {
        AttributeValue value = item.get(name);
        return value == null || !value.hasL()
                ? List.of()
                : value.l().stream().map(element -> new ItemReader(element.m())).toList();
    }

    Map<String, String> texts(String name) {
        AttributeValue value = item.get(name);
        Map<String, String> texts = new LinkedHashMap<>();
        if (value != null && value.hasM()) {
            value.m().forEach((key, member) -> texts.put(key, member.s()));
        }
        return texts;
    }

    boolean has(String name) {
        return item.containsKey(name);
    }

    private <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the attempt " + item.get(AttemptAttributes.JOB_ID) + " "
                    + item.get(AttemptAttributes.ATTEMPT) + " of the table has no readable attribute '" + name + "'");
        }
        return value;
    }
}
