package io.github.ecstaskretry.cli.aws.table;

import static io.github.ecstaskretry.store.AttemptAttributes.CAUSE;
import static io.github.ecstaskretry.store.AttemptAttributes.CAUSE_KIND;
import static io.github.ecstaskretry.store.AttemptAttributes.CLUSTER;
import static io.github.ecstaskretry.store.AttemptAttributes.CREATED_AT;
import static io.github.ecstaskretry.store.AttemptAttributes.DELAY_SECONDS;
import static io.github.ecstaskretry.store.AttemptAttributes.FAMILY;
import static io.github.ecstaskretry.store.AttemptAttributes.JOB_CREATED_AT;
import static io.github.ecstaskretry.store.AttemptAttributes.MODE;
import static io.github.ecstaskretry.store.AttemptAttributes.NOT_BEFORE;
import static io.github.ecstaskretry.store.AttemptAttributes.OUTCOME;
import static io.github.ecstaskretry.store.AttemptAttributes.POLICY;
import static io.github.ecstaskretry.store.AttemptAttributes.RULE;
import static io.github.ecstaskretry.store.AttemptAttributes.STARTED_AT;
import static io.github.ecstaskretry.store.AttemptAttributes.STOPPED_AT;
import static io.github.ecstaskretry.store.AttemptAttributes.TASK_ARN;

import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.store.AttemptItem;
import io.github.ecstaskretry.store.ItemReader;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads an attempt from an index, each of which projects its own attributes. */
final class ListedAttemptItem {

    private ListedAttemptItem() {}

    static ListedAttempt read(Map<String, AttributeValue> attributes) {
        ItemReader item = new ItemReader(attributes);
        Instant stoppedAt = item.time(STOPPED_AT);
        Outcome outcome = item.optional(OUTCOME, Outcome::valueOf);
        return new ListedAttempt(
                item.id(),
                item.text(CLUSTER),
                item.text(FAMILY),
                item.optional(TASK_ARN, TaskArn::new),
                item.optionalTime(JOB_CREATED_AT),
                item.optionalTime(CREATED_AT),
                item.optionalTime(STARTED_AT),
                stoppedAt,
                item.text(CAUSE),
                item.optional(CAUSE_KIND, AttemptItem::kind),
                item.text(POLICY),
                item.text(RULE),
                item.has(MODE),
                outcome,
                outcome == null ? nextDue(item, stoppedAt) : null);
    }

    /** The index {@code by-family} holds the delay, {@code pending} the time itself. */
    private static Instant nextDue(ItemReader item, Instant stoppedAt) {
        @Nullable Instant notBefore = item.optionalTime(NOT_BEFORE);
        return notBefore == null ? stoppedAt.plusSeconds(item.number(DELAY_SECONDS)) : notBefore;
    }
}
