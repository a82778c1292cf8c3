package io.github.ecstaskretry.testkit.standin.wire;

import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Times as AWS writes them. */
public final class Times {

    private static final Pattern TRAILING_ZEROS = Pattern.compile("\\.?0+Z$");

    private Times() {}

    /** Now, to the millisecond. */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** As the AWS JSON protocols write it: seconds since 1970, with the milliseconds as a fraction. */
    public static DecimalNode epochSeconds(Instant time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toEpochMilli(), 3).stripTrailingZeros();
        // Not 1.7698608E+9 for a whole second.
        return DecimalNode.valueOf(seconds.setScale(Math.max(0, seconds.scale())));
    }

    /** Back from {@link #epochSeconds}. */
    public static Instant fromEpochSeconds(BigDecimal seconds) {
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }

    /** As ECS's events write it: no more digits than needed, such as {@code 12:06:46.71Z} and {@code 12:06:46Z}. */
    public static String iso(Instant time) {
        String text = time.truncatedTo(ChronoUnit.MILLIS).toString();
        return text.contains(".") ? TRAILING_ZEROS.matcher(text).replaceFirst("Z") : text;
    }

    /** As an event's envelope writes it: whole seconds. */
    public static String isoSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
