package io.github.ecstaskretry.store;

import io.github.ecstaskretry.core.history.UnreadableAttempt;
import io.github.ecstaskretry.core.task.AttemptId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads an item of DynamoDB. An attribute that does not have our form causes an {@link UnreadableItemException} that names it.
 *
 * @param item the item, or a map within it
 * @param whole the item
 */
public record ItemReader(Map<String, AttributeValue> item, Map<String, AttributeValue> whole) {

    private static final int LONGEST_VALUE = 60;
    private static final String OUR_TIME = "0000-00-00T00:00:00.000Z";

    public ItemReader(Map<String, AttributeValue> item) {
        this(item, item);
    }

    public @Nullable String optionalText(String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : value.s();
    }

    public String text(String name) {
        return required(name, optionalText(name));
    }

    /** Reads a text by a parser. Its exceptions become {@link UnreadableItemException}. */
    public <T> @Nullable T optional(String name, Function<String, T> reading) {
        String text = optionalText(name);
        return text == null ? null : parsed(name, text, reading);
    }

    public <T> T read(String name, Function<String, T> reading) {
        return required(name, optional(name, reading));
    }

    @Nullable Long optionalNumber(String name) {
        AttributeValue value = item.get(name);
        return value == null || value.n() == null ? null : parsed(name, value.n(), Long::valueOf);
    }

    public long number(String name) {
        return required(name, optionalNumber(name));
    }

    public boolean bool(String name) {
        AttributeValue value = item.get(name);
        return value != null && Boolean.TRUE.equals(value.bool());
    }

    public @Nullable Instant optionalTime(String name) {
        return optional(name, ItemReader::instant);
    }

    /** Reads our own form, such as {@code 2026-01-31T12:00:00.000Z}, without the JDK's parser, which takes ten times as long. */
    private static Instant instant(String text) {
        return text.length() == OUR_TIME.length() && digitsAsIn(text)
                ? LocalDateTime.of(
                                digits(text, 0, 4),
                                digits(text, 5, 7),
                                digits(text, 8, 10),
                                digits(text, 11, 13),
                                digits(text, 14, 16),
                                digits(text, 17, 19),
                                digits(text, 20, 23) * 1_000_000)
                        .toInstant(ZoneOffset.UTC)
                : Instant.parse(text);
    }

    private static boolean digitsAsIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            char expected = OUR_TIME.charAt(i);
            char found = text.charAt(i);
            if (expected == '0' ? found < '0' || found > '9' : found != expected) {
                return false;
            }
        }
        return true;
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    public Instant time(String name) {
        return required(name, optionalTime(name));
    }

    public AttemptId id() {
        String jobId = text(AttemptAttributes.JOB_ID);
        String number = Long.toString(number(AttemptAttributes.ATTEMPT));
        return parsed(AttemptAttributes.ATTEMPT, number, text -> new AttemptId(jobId, Integer.parseInt(text)));
    }

    List<ItemReader> list(String name) {
        AttributeValue value = item.get(name);
        return value == null || !value.hasL()
                ? List.of()
                : value.l().stream()
                        .map(element -> new ItemReader(element.m(), whole))
                        .toList();
    }

    List<String> textList(String name) {
        AttributeValue value = item.get(name);
        return value == null || !value.hasL()
                ? List.of()
                : value.l().stream().map(AttributeValue::s).toList();
    }

    Map<String, String> texts(String name) {
        AttributeValue value = item.get(name);
        Map<String, String> texts = new LinkedHashMap<>();
        if (value != null && value.hasM()) {
            value.m().forEach((key, member) -> texts.put(key, member.s()));
        }
        return texts;
    }

    public boolean has(String name) {
        return item.containsKey(name);
    }

    private <T> T parsed(String name, String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            String start = text.substring(0, Math.min(text.length(), LONGEST_VALUE));
            throw unreadable("'" + name + "' is '" + start.replaceAll("\\p{C}", "?") + "'");
        }
    }

    private <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw unreadable("'" + name + "' is " + (has(name) ? "of another type" : "missing"));
        }
        return value;
    }

    private UnreadableItemException unreadable(String problem) {
        AttributeValue jobId = whole.get(AttemptAttributes.JOB_ID);
        AttributeValue attempt = whole.get(AttemptAttributes.ATTEMPT);
        return new UnreadableItemException(new UnreadableAttempt(
                jobId == null ? "?" : String.valueOf(jobId.s()),
                attempt == null ? "?" : String.valueOf(attempt.n()),
                problem));
    }
}
