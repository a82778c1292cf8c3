package io.github.ecstaskretry.cli.audit;

import java.util.Locale;

/** What {@code stats} and {@code report} group jobs by. */
public enum Grouping {
    /** The task definition's family. */
    FAMILY,
    /** What ended the job's first attempt; {@value #BEGAN_EARLIER} if the table no longer holds that attempt. */
    CAUSE,
    /** The job's state. */
    OUTCOME,
    /** The day of the job's last stop. */
    DAY;

    static final String BEGAN_EARLIER = "(began earlier)";

    /** The word that the command line and JSON use. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
