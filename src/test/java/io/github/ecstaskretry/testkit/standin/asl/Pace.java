package io.github.ecstaskretry.testkit.standin.asl;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Time as an execution sees it; somebody may shorten its waits. */
public interface Pace {

    /** The execution's time, the shortened waits counted in full. */
    Instant now();

    /**
     * Waits.
     *
     * @throws ExecutionTimedOut when the execution's own time is over before
     */
    void pause(Duration duration) throws InterruptedException, ExecutionTimedOut;

    /** The random number of full jitter, in [0,1). */
    default double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
