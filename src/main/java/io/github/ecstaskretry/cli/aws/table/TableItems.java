package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.store.AttemptAttributes;
import io.github.ecstaskretry.store.AttemptItem;
import io.github.ecstaskretry.store.DecisionItem;
import io.github.ecstaskretry.store.ItemReader;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads items of the attempts table and of its indexes. */
final class TableItems {

    private TableItems() {}

    static String jobId(Map<String, AttributeValue> item) {
        return new ItemReader(item).text(AttemptAttributes.JOB_ID);
    }

    /** An attempt from an index, each of which projects its own attributes. */
    static ListedAttempt listed(Map<String, AttributeValue> attributes) {
        ItemReader item = new ItemReader(attributes);
        Instant stoppedAt = item.time(AttemptAttributes.STOPPED_AT);
        Outcome outcome = item.optional(AttemptAttributes.OUTCOME, Outcome::valueOf);
        return new ListedAttempt(
                item.id(),
                item.text(AttemptAttributes.CLUSTER),
                item.text(AttemptAttributes.FAMILY),
                item.optional(AttemptAttributes.TASK_ARN, TaskArn::new),
                AttemptItem.readSize(item),
                item.optionalTime(AttemptAttributes.JOB_CREATED_AT),
                item.optionalTime(AttemptAttributes.CREATED_AT),
                item.optionalTime(AttemptAttributes.STARTED_AT),
                stoppedAt,
                item.text(AttemptAttributes.CAUSE),
                item.optional(AttemptAttributes.CAUSE_KIND, AttemptItem::kind),
                Objects.requireNonNullElse(
                        item.optional(AttemptAttributes.EARLIER_CAUSES, causes -> List.of(causes.split(",", -1))),
                        List.of()),
                item.text(AttemptAttributes.POLICY),
                item.text(AttemptAttributes.RULE),
                item.has(AttemptAttributes.MODE),
                outcome,
                outcome == null ? nextDue(item, stoppedAt) : null,
                DecisionItem.readHeld(item),
                item.optionalText(AttemptAttributes.NEVER_LAUNCHED));
    }

    /** The index {@code by-family} holds the delay, {@code pending} the time itself. */
    private static Instant nextDue(ItemReader item, Instant stoppedAt) {
        @Nullable Instant notBefore = item.optionalTime(AttemptAttributes.NOT_BEFORE);
        return notBefore == null ? stoppedAt.plusSeconds(item.number(AttemptAttributes.DELAY_SECONDS)) : notBefore;
    }

    /**
     * An item as maps, lists and scalars, with all of its attributes. Types that only a person could have added: sets become lists,
     * bytes become Base64, and nulls are left out.
     */
    static Map<String, Object> plain(Map<String, AttributeValue> item) {
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
            case M -> plain(value.m());
            case L ->
                value.l().stream()
                        .filter(element -> element.type() != AttributeValue.Type.NUL)
                        .map(TableItems::plain)
                        .toList();
            case SS -> value.ss();
            case NS -> value.ns().stream().map(TableItems::number).toList();
            case B -> base64(value.b());
            case BS -> value.bs().stream().map(TableItems::base64).toList();
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
