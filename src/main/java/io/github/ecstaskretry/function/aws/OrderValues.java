package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.format.Timestamps;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes an order into an update expression: who gave it, when and why. Each part begins with a comma, because it follows other
 * assignments.
 */
final class OrderValues {

    private OrderValues() {}

    static String cancelled(Order order) {
        return set(CANCELLED_BY, CANCELLED_AT, CANCEL_REASON, order);
    }

    static String released(@Nullable Order order) {
        return set(RELEASED_BY, RELEASED_AT, RELEASE_REASON, order);
    }

    static String rerun(Order order) {
        return set(RERUN_BY, RERUN_AT, RERUN_REASON, order);
    }

    private static String set(String by, String at, String reason, @Nullable Order order) {
        return order == null
                ? ""
                : ", " + by + " = :by, " + at + " = :at" + (order.reason() == null ? "" : ", " + reason + " = :reason");
    }

    /** The values of those expressions. */
    static Map<String, AttributeValue> of(@Nullable Order order) {
        Map<String, AttributeValue> values = new HashMap<>();
        if (order != null) {
            values.put(":by", AttributeValue.fromS(order.by()));
            values.put(":at", AttributeValue.fromS(Timestamps.format(order.at())));
            if (order.reason() != null) {
                values.put(":reason", AttributeValue.fromS(order.reason()));
            }
        }
        return values;
    }
}
