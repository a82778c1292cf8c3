package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.history.RecordedDecision.Retry;
import io.github.ecstaskretry.core.task.AttemptId;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Takes a retry off the pending index, in the transaction that records the next attempt. */
final class RetryClosure {

    private RetryClosure() {}

    /**
     * The condition holds only for a retry that is in the table: an update of a missing item would create it, and an end stays on the
     * index until it is announced. The transaction fails if a release came before the end of a hold, or if an operator cancelled the
     * retry after it was read.
     */
    static Update of(String table, AttemptId id, Retry retry) {
        boolean held = retry.held() != null;
        List<String> conditions = new ArrayList<>();
        if (held) {
            conditions.add("attribute_exists(" + HELD_FOR + ")");
        }
        if (retry.orders().cancelled() == null) {
            conditions.add("attribute_not_exists(" + CANCELLED_BY + ")");
        }
        return Update.builder()
                .tableName(table)
                .key(DynamoAttempts.key(id))
                .updateExpression(
                        held
                                ? "REMOVE " + PENDING_SHARD + ", " + HELD_FOR + ", " + HELD_SINCE
                                : "REMOVE " + PENDING_SHARD)
                .conditionExpression(conditions.isEmpty() ? null : String.join(" AND ", conditions))
                .build();
    }
}
