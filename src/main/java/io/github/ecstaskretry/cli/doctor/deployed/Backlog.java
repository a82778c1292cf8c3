package io.github.ecstaskretry.cli.doctor.deployed;

import java.time.Duration;

/**
 * What should have happened by now.
 *
 * @param retries attempts whose end is not recorded, {@link #RETRY_PATIENCE} after they were due
 * @param notices ends that are not announced, {@link #NOTICE_PATIENCE} after they came
 */
public record Backlog(int retries, int notices) {

    /** A task may run for hours; {@code ecs-retry pending} has the same patience. */
    public static final Duration RETRY_PATIENCE = Duration.ofHours(6);

    /** Reconciling comes every five minutes, and announces what is older than two. */
    public static final Duration NOTICE_PATIENCE = Duration.ofMinutes(15);
}
