package io.github.ecstaskretry.store;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.history.NoticeWindow;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.format.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The keys of the pending index: {@code 0} to {@code 3} hold the retries that wait or are in flight, {@code notice-0} to {@code
 * notice-3} the ends that are yet to be announced, {@code held-0} to {@code held-3} the retries that may not start yet, that are
 * cancelled, or whose execution could not be started, {@code answer-0} to {@code answer-3} the run-job executions that wait for an
 * answer. A query asks every key of its kind. {@code digests} holds the windows whose digest is to be sent, {@code reruns} the
 * reruns whose first attempt is not on record, and each window's own key the ends that wait for it.
 */
public final class PendingShard {

    /** The windows whose digest is to be sent. */
    public static final String DIGESTS = "digests";

    /** The reruns whose first attempt is not on record. */
    public static final String RERUNS = "reruns";

    /** Sorts after every time in the table, because times are texts. */
    public static final Instant ANY_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private static final int SHARDS = 4;
    private static final String NOTICE = "notice-";
    private static final String HELD = "held-";
    private static final String ANSWER = "answer-";

    private PendingShard() {}

    /** The key of a retry whose execution may start. */
    public static String ofRetry(AttemptId attempt) {
        return Integer.toString(Math.floorMod(attempt.jobId().hashCode(), SHARDS));
    }

    public static String ofHeld(AttemptId attempt) {
        return HELD + ofRetry(attempt);
    }

    static String ofNotice(AttemptId attempt) {
        return NOTICE + ofRetry(attempt);
    }

    /** The key of the ends that wait for a window's digest. */
    public static String ofDigest(NoticeWindow window) {
        return "digest-" + window.id();
    }

    public static List<String> ofRetries() {
        return IntStream.range(0, SHARDS).mapToObj(Integer::toString).toList();
    }

    public static List<String> ofHeldRetries() {
        return ofRetries().stream().map(HELD::concat).toList();
    }

    public static List<String> ofNotices() {
        return ofRetries().stream().map(NOTICE::concat).toList();
    }

    public static List<String> ofAnswers() {
        return ofRetries().stream().map(ANSWER::concat).toList();
    }

    /** Queries one of the keys for items before the given time. */
    public static QueryRequest.Builder query(String table, String shard, Instant before) {
        return QueryRequest.builder()
                .tableName(table)
                .indexName(PENDING)
                .keyConditionExpression(PENDING_SHARD + " = :shard AND " + NOT_BEFORE + " < :before")
                .expressionAttributeValues(Map.of(
                        ":shard",
                        AttributeValue.fromS(shard),
                        ":before",
                        AttributeValue.fromS(Timestamps.format(before))));
    }
}
