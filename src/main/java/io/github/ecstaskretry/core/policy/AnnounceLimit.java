package io.github.ecstaskretry.core.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * How many ends of one kind are announced one by one in a window of time. The other ends of the window share a digest, so that an
 * incident does not become a flood of notices. Windows are fixed: they begin at multiples of their length since 1970.
 *
 * @param notices 1 to {@link #MOST_NOTICES}
 * @param per the window's length, {@link #SHORTEST} to {@link #LONGEST}
 */
public record AnnounceLimit(int notices, Duration per) {

    /** One item of the table names them all, and each notice writes it. */
    public static final int MOST_NOTICES = 100;

    public static final Duration SHORTEST = Duration.ofMinutes(1);
    public static final Duration LONGEST = Duration.ofDays(1);

    public static final AnnounceLimit DEFAULT = new AnnounceLimit(20, Duration.ofMinutes(15));

    /** Throws an {@link IllegalArgumentException} if a value is out of range. */
    public AnnounceLimit {
        if (notices < 1 || notices > MOST_NOTICES) {
            throw new IllegalArgumentException("notices must be 1 to " + MOST_NOTICES + ", found " + notices);
        }
        if (per.compareTo(SHORTEST) < 0 || per.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("per must be 1m to 1d, found " + DurationText.format(per));
        }
    }

    /** The start of the window that contains a time. */
    public Instant windowOf(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond() / per.toSeconds() * per.toSeconds());
    }
}
