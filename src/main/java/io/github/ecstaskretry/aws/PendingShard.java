package io.github.ecstaskretry.aws;

import io.github.ecstaskretry.job.AttemptId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The keys of the pending index: {@code 0} to {@code 3} hold the retries that wait or are in flight, {@code notice-0} to {@code
 * notice-3} the ends that are yet to be announced. A query of either asks each of its keys.
 */
final class PendingShard {

    private static final int SHARDS = 4;
    private static final String NOTICE = "notice-";

    private PendingShard() {}

    static String ofRetry(AttemptId attempt) {
        return Integer.toString(Math.floorMod(attempt.jobId().hashCode(), SHARDS));
    }

    static String ofNotice(AttemptId attempt) {
        return NOTICE + ofRetry(attempt);
    }

    static List<String> ofRetries() {
        return IntStream.range(0, SHARDS).mapToObj(Integer::toString).toList();
    }

    static List<String> ofNotices() {
        return ofRetries().stream().map(NOTICE::concat).toList();
    }
}
