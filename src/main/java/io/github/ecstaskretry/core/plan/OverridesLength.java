package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.task.TaskOverrides;
import java.util.List;
import java.util.Map;

/**
 * How many characters overrides take as JSON: RunTask allows {@value #LIMIT} in all, "including the JSON formatting
 * characters" (Amazon ECS API reference, {@code RunTask}, {@code overrides}).
 */
public final class OverridesLength {

    /** RunTask's limit, in characters. */
    public static final int LIMIT = 8192;

    private OverridesLength() {}

    /** The length of the compact JSON text. */
    public static int of(TaskOverrides overrides) {
        return ofValue(OverridesDocument.of(overrides));
    }

    private static int ofValue(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                                .mapToInt(
                                        entry -> ofText(String.valueOf(entry.getKey())) + 1 + ofValue(entry.getValue()))
                                .sum()
                        + punctuation(map.size());
            case List<?> list ->
                list.stream().mapToInt(OverridesLength::ofValue).sum() + punctuation(list.size());
            case String text -> ofText(text);
            default -> String.valueOf(value).length();
        };
    }

    /** The brackets and the commas. */
    private static int punctuation(int members) {
        return 2 + Math.max(0, members - 1);
    }

    private static int ofText(String text) {
        return 2 + text.chars().map(OverridesLength::ofCharacter).sum();
    }

    private static int ofCharacter(int character) {
        return switch (character) {
            case '"', '\\', '\n', '\r', '\t', '\b', '\f' -> 2;
            default -> character < ' ' ? 6 : 1;
        };
    }
}
