package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.Digest;

/** Port: one notice for many ended jobs. A crash may send a digest twice; it carries a deduplication id. */
public interface DigestNotices {

    void announce(Digest digest);
}
