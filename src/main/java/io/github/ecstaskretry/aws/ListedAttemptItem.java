package io.github.ecstaskretry.aws;

import static io.github.ecstaskretry.aws.AttemptAttributes.*;

import io.github.ecstaskretry.audit.ListedAttempt;
import io.github.ecstaskretry.audit.ListedAttempt.Next;
import io.github.ecstaskretry.audit.ListedAttempt.Ruling;
import io.github.ecstaskretry.audit.ListedAttempt.Subject;
import io.github.ecstaskretry.audit.ListedAttempt.Times;
import io.github.ecstaskretry.classify.CauseKind;
import io.github.ecstaskretry.decide.Outcome;
import io.github.ecstaskretry.job.AttemptId;
import io.github.ecstaskretry.job.TaskArn;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An attempt as far as an index shows it: each index projects its own attributes. */
final class ListedAttemptItem {

    private ListedAttemptItem() {}

    static ListedAttempt read(Map<String, AttributeValue> attributes) {
        ItemReader item = new ItemReader(attributes);
        String task = item.optionalText(TASK_ARN);
        Instant stoppedAt = item.time(STOPPED_AT);
        return new ListedAttempt(
                new AttemptId(item.text(JOB_ID), Math.toIntExact(item.number(ATTEMPT))),
                new Subject(item.text(CLUSTER), item.text(FAMILY), task == null ? null : new TaskArn(task)),
                new Times(
                        item.optionalTime(JOB_CREATED_AT),
                        item.optionalTime(CREATED_AT),
                        item.optionalTime(STARTED_AT),
                        stoppedAt),
                new Ruling(
                        item.text(CAUSE),
                        kind(item.optionalText(CAUSE_KIND)),
                        item.text(POLICY),
                        item.text(RULE),
                        item.has(MODE)),
                next(item, stoppedAt));
    }

    /** Only a terminal attempt has an outcome; {@code by-family} shows the delay, {@code pending} the time itself. */
    private static Next next(ItemReader item, Instant stoppedAt) {
        String outcome = item.optionalText(OUTCOME);
        if (outcome != null) {
            return new Next.Ended(Outcome.valueOf(outcome));
        }
        Instant notBefore = item.optionalTime(NOT_BEFORE);
        return new Next.Retry(
                notBefore == null ? stoppedAt.plusSeconds(item.number(DELAY_SECONDS)) : notBefore,
                item.optionalText(EXECUTION_ARN));
    }

    private static @Nullable CauseKind kind(@Nullable String word) {
        return word == null ? null : CauseKind.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
