package io.github.ecstaskretry.function.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.time.Instant;

/**
 * How much of the invocation is left. Lambda ends it wherever it is when its time is over; that loses nothing, but costs a
 * redelivery and, between a notice and its mark, sends the notice twice.
 *
 * @param context of the invocation
 */
record TimeLeft(Context context) {

    /** To record an attempt, carry it out and mark it, when each of the calls takes as long as {@link AwsClients} lets it. */
    private static final Duration NEEDED = AwsClients.CALL.multipliedBy(3);

    /** Reconciling reads the job's history before it records, and writes its result in the end. */
    private static final Duration NEEDED_TO_RECONCILE =
            NEEDED.plus(AwsClients.CALL).plusSeconds(1);

    /**
     * Before anything is done.
     *
     * @throws IllegalStateException when there is not the time to finish what would be begun
     */
    void check() {
        if (left().compareTo(NEEDED) < 0) {
            throw new IllegalStateException("only " + left().toMillis() + " ms of the invocation are left, and "
                    + NEEDED.toMillis() + " ms may be needed: nothing was begun");
        }
    }

    /** When reconciling may begin the last thing, so that it can finish it and write its result. */
    Instant lastBegin() {
        return Instant.now().plus(left()).minus(NEEDED_TO_RECONCILE);
    }

    private Duration left() {
        return Duration.ofMillis(context.getRemainingTimeInMillis());
    }
}
