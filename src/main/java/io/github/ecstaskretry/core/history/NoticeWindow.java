package io.github.ecstaskretry.core.history;

import io.github.ecstaskretry.core.policy.AnnounceLimit;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A window of time in which the ends of a policy's jobs with one outcome and one cause are counted. The ends above the limit share a
 * digest.
 *
 * @param outcome {@code RECOVERED} if a later attempt succeeded
 */
public record NoticeWindow(String policy, Outcome outcome, String cause, Instant from, Duration per) {

    private static final String SEPARATOR = "/";
    private static final int PARTS = 5;

    /** The window in which an end was recorded. It stays the same however often the notice is tried. */
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

    /** Reads the text of {@link #id}. Throws an {@link IllegalArgumentException} if the text is something else. */
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

    public Instant to() {
        return from.plus(per);
    }
}
