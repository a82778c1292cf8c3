package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.policy.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as the report shows them. */
record ReportTimes(ZoneId zone) {

    private static final DateTimeFormatter SECONDS = format("uuuu-MM-dd HH:mm:ssXXX");
    private static final DateTimeFormatter MINUTES = format("uuuu-MM-dd HH:mmXXX");
    private static final DateTimeFormatter BRIEF = format("MM-dd HH:mm");

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    public String seconds(Instant time) {
        return SECONDS.format(time.atZone(zone));
    }

    public String minutes(Instant time) {
        return MINUTES.format(time.atZone(zone));
    }

    public String brief(Instant time) {
        return BRIEF.format(time.atZone(zone));
    }

    /** A dash if unknown. */
    public String duration(@Nullable Duration duration) {
        return duration == null ? "–" : DurationText.format(duration.abs());
    }
}
