package io.github.ecstaskretry.cli.aws.table;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.ListedAttempt.Next;
import io.github.ecstaskretry.cli.audit.ListedAttempt.Ruling;
import io.github.ecstaskretry.cli.audit.ListedAttempt.Subject;
import io.github.ecstaskretry.cli.audit.ListedAttempt.Times;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.store.AttemptItem;
import io.github.ecstaskretry.store.ItemReader;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An attempt as far as an index shows it: each index projects its own attributes. */
final class ListedAttemptItem {

    private ListedAttemptItem() {}

    static ListedAttempt read(Map<String, AttributeValue> attributes) {
        ItemReader item = new ItemReader(attributes);
        Instant stoppedAt = item.time(STOPPED_AT);
        return new ListedAttempt(
                item.id(),
                new Subject(item.text(CLUSTER), item.text(FAMILY), item.optional(TASK_ARN, TaskArn::new)),
                new Times(
                        item.optionalTime(JOB_CREATED_AT),
                        item.optionalTime(CREATED_AT),
                        item.optionalTime(STARTED_AT),
                        stoppedAt),
                new Ruling(
                        item.text(CAUSE),
                        item.optional(CAUSE_KIND, AttemptItem::kind),
                        item.text(POLICY),
                        item.text(RULE),
                        item.has(MODE)),
                next(item, stoppedAt));
    }

    /** Only a terminal attempt has an outcome; {@code by-family} shows the delay, {@code pending} the time itself. */
    private static Next next(ItemReader item, Instant stoppedAt) {
        Outcome outcome = item.optional(OUTCOME, Outcome::valueOf);
        if (outcome != null) {
            return new Next.Ended(outcome);
        }
        Instant notBefore = item.optionalTime(NOT_BEFORE);
        return new Next.Retry(
                notBefore == null ? stoppedAt.plusSeconds(item.number(DELAY_SECONDS)) : notBefore,
                item.optionalText(EXECUTION_ARN));
    }
}
