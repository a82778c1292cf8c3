package io.github.ecstaskretry.cli.audit;

import java.time.Instant;
import java.time.ZoneId;

/** By what jobs are put together. */
public enum Grouping {
    /** The task definition's family. */
    FAMILY,
    /** What ended the job's first attempt; {@value #BEGAN_EARLIER} where that is not among the attempts. */
    CAUSE,
    /** The job's state. */
    OUTCOME,
    /** The day of the job's last stop. */
    DAY;

    static final String BEGAN_EARLIER = "(began earlier)";

    String key(TrackedJob job, Instant now, ZoneId zone) {
        return switch (this) {
            case FAMILY -> job.newest().subject().family();
            case CAUSE -> job.oldest().id().isFirst() ? job.oldest().ruling().cause() : BEGAN_EARLIER;
            case OUTCOME -> job.state(now).name();
            case DAY ->
                job.newest().times().stoppedAt().atZone(zone).toLocalDate().toString();
        };
    }
}
