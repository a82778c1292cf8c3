package io.github.ecstaskretry.format.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** What the SDK has read, as the maps and lists it was on the wire. */
public final class SdkDocument {

    private SdkDocument() {}

    /** By the API's own names; what is absent is left out, times are ISO-8601 texts. */
    public static Map<String, Object> of(SdkPojo structure) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (SdkField<?> field : structure.sdkFields()) {
            @Nullable Object value = field.getValueOrDefault(structure);
            if (value != null) {
                document.put(field.locationName(), value(value));
            }
        }
        return document;
    }

    private static Object value(Object value) {
        return switch (value) {
            case SdkPojo structure -> of(structure);
            case List<?> list -> list.stream().map(SdkDocument::value).toList();
            case Instant time -> time.toString();
            default -> value;
        };
    }
}
