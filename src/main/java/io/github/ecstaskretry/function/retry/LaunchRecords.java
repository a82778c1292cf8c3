package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.learn.LaunchRecord;
import java.time.Instant;
import java.util.List;

/** Port: CloudTrail's event history of RunTask. Reads only, so that calls may be repeated. */
public interface LaunchRecords {

    /**
     * The records of a period, newest first, in pages that are fetched while they are iterated over, as fast as the account's limit
     * allows. A record may be missing for some minutes after its time, seldom for more than an hour. Records that cannot be read
     * are left out.
     *
     * <p>Iterating throws {@link DeniedException} if AWS denies the call.
     */
    Iterable<List<LaunchRecord>> between(Instant from, Instant to);

    /** This deployment may not read the event history. Trying again changes nothing. */
    final class DeniedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** The message names the permission. */
        public DeniedException(RuntimeException denied) {
            super("AWS denies this deployment cloudtrail:LookupEvents", denied);
        }
    }
}
