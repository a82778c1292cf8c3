package io.github.ecstaskretry.store;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.history.NoticeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of the deployment, which belong to no job. Their attempt is 0. */
public final class DeploymentItem {

    /** The clock that the policies without a pace of their own share. */
    public static final String SHARED_PACE = "pace";

    private static final String WINDOW = "notices/";

    private DeploymentItem() {}

    public static Map<String, AttributeValue> control() {
        return key(CONTROL);
    }

    /** The {@code jobId} of the clock of a policy that declares a pace. */
    public static String paceOf(String policy) {
        return SHARED_PACE + "/" + policy;
    }

    /** The {@code jobId} of a window in which notices are counted. */
    public static String of(NoticeWindow window) {
        return WINDOW + window.id();
    }

    /** The window of that item. Throws an {@link UnreadableItemException} if the item is something else. */
    public static NoticeWindow window(ItemReader item) {
        return item.read(JOB_ID, DeploymentItem::window);
    }

    private static NoticeWindow window(String jobId) {
        if (!jobId.startsWith(WINDOW)) {
            throw new IllegalArgumentException("not a window of notices: '" + jobId + "'");
        }
        return NoticeWindow.parse(jobId.substring(WINDOW.length()));
    }

    /** The key of the item with that {@code jobId}. */
    public static Map<String, AttributeValue> key(String id) {
        return Map.of(JOB_ID, AttributeValue.fromS(id), ATTEMPT, AttributeValue.fromN("0"));
    }

    /** The clock's time, in microseconds since 1970. */
    public static AttributeValue paceClock(Instant time) {
        return AttributeValue.fromN(Long.toString(micros(Duration.between(Instant.EPOCH, time))));
    }

    public static Instant paceClock(Map<String, AttributeValue> item) {
        String micros = Objects.requireNonNull(item.get(PACE_CLOCK), PACE_CLOCK).n();
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }

    public static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
