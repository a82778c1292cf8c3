package io.github.ecstaskretry.core.history;

import io.github.ecstaskretry.core.policy.AnnounceLimit;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The window in which the ends of a policy's jobs with one outcome and one cause are counted, and whose surplus shares a digest.
 *
 * @param outcome told apart from {@code SUCCEEDED} if the job recovered
 * @param from when it begins
 * @param per how long it is
 */
public record NoticeWindow(String policy, Outcome outcome, String cause, Instant from, Duration per) {

    private static final String SEPARATOR = "/";
    private static final int PARTS = 5;

    /** The window in which an end was recorded, so that it is the same however often its notice is tried. */
    public static NoticeWindow of(RecordedAttempt ended, AnnounceLimit limit) {
        if (!(ended.decision() instanceof RecordedDecision.End end)) {
            throw new IllegalArgumentException(ended.id().launchName() + " has not ended its job");
        }
        return new NoticeWindow(
                ended.ruling().policy(),
                end.outcome(),
                ended.ruling().cause(),
                limit.windowOf(ended.receivedAt()),
                limit.per());
    }

    /** Reads what {@link #id} gives. Throws an {@link IllegalArgumentException} if the text is something else. */
    public static NoticeWindow parse(String id) {
        List<String> parts = List.of(id.split(SEPARATOR, -1));
        if (parts.size() != PARTS) {
            throw new IllegalArgumentException("not a window of notices: '" + id + "'");
        }
        try {
            return new NoticeWindow(
                    parts.get(0),
                    Outcome.valueOf(parts.get(1)),
                    parts.get(2),
                    Instant.parse(parts.get(3)),
                    Duration.parse(parts.get(4)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a window of notices: '" + id + "'", e);
        }
    }

    /** Such as {@code nightly/FAILED/image-not-found/2026-01-31T12:15:00Z/PT15M}; names of policies and causes have no slash. */
    public String id() {
        return String.join(SEPARATOR, policy, outcome.name(), cause, from.toString(), per.toString());
    }

    /** When it ends. */
    public Instant to() {
        return from.plus(per);
    }
}
