package io.github.ecstaskretry.function.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.time.Instant;

/**
 * How much of the invocation is left. Lambda kills an invocation when its time is over. That loses nothing, but it costs a redelivery,
 * and a notice that was sent and not yet marked is sent twice.
 */
record TimeLeft(Context context) {

    /** The time to record an attempt, count and send its notice and mark it, if each call takes as long as {@link AwsClients} allows. */
    private static final Duration NEEDED = AwsClients.CALL.multipliedBy(4);

    /** Reconciling also reads the job's history before it records, and writes its result in the end. */
    private static final Duration NEEDED_TO_RECONCILE =
            NEEDED.plus(AwsClients.CALL).plusSeconds(1);

    /** Throws an {@link IllegalStateException} if there is too little time to finish what would begin. */
    void check() {
        if (left().compareTo(NEEDED) < 0) {
            throw new IllegalStateException("only " + left().toMillis() + " ms of the invocation are left, and "
                    + NEEDED.toMillis() + " ms may be needed: nothing was begun");
        }
    }

    /** The last moment at which reconciling may begin something, so that it can finish and write its result. */
    Instant lastBegin() {
        return Instant.now().plus(left()).minus(NEEDED_TO_RECONCILE);
    }

    private Duration left() {
        return Duration.ofMillis(context.getRemainingTimeInMillis());
    }
}
