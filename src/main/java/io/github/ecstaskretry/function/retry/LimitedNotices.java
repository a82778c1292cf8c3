package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.policy.AnnounceLimit;
import io.github.ecstaskretry.core.policy.Policy;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends notices up to each policy's limit. The digest of the window, which reconciling sends, has the others.
 *
 * @param policies the current policy of a name; empty if it was removed, which means the default limit
 */
public record LimitedNotices(Notices notices, Digests digests, Function<String, Optional<Policy>> policies)
        implements Notices {

    @Override
    public boolean announce(RecordedAttempt last, JobHistory before) {
        String name = last.ruling().policy();
        AnnounceLimit limit =
                policies.apply(name).orElseGet(() -> Policy.removed(name)).announceLimit();
        return (limit == null || !digests.gathers(last, limit)) && notices.announce(last, before);
    }
}
