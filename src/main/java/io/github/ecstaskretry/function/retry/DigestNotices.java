package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.Digest;

/** Port: notices of many jobs that have ended. A digest may be sent again after a crash; it carries a deduplication id. */
public interface DigestNotices {

    void announce(Digest digest);
}
