package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.learn.LaunchRecord;
import java.time.Instant;
import java.util.List;

/** Port: CloudTrail's event history of RunTask. It only reads, so calls may be repeated. */
public interface LaunchRecords {

    /**
     * The records of a period, newest first. The iteration fetches the pages as fast as the account's limit allows. A record may appear
     * some minutes after its time, seldom more than an hour. Unreadable records are left out.
     *
     * <p>Iterating throws {@link DeniedException} if AWS denies the call.
     */
    Iterable<List<LaunchRecord>> between(Instant from, Instant to);

    /** This deployment may not read the event history. A repetition changes nothing. */
    final class DeniedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** The message names the permission. */
        public DeniedException(RuntimeException denied) {
            super("AWS denies this deployment cloudtrail:LookupEvents", denied);
        }
    }
}
