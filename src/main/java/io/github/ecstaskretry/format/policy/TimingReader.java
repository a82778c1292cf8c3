package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.core.policy.AnnounceLimit;
import io.github.ecstaskretry.core.policy.Backoff;
import io.github.ecstaskretry.core.policy.Backoff.Jitter;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.policy.Pace;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.format.YamlValue;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the times of a policy: deadline, {@code staleAfter}, backoff, pace and the limit on notices. */
final class TimingReader {

    private TimingReader() {}

    static @Nullable Duration deadline(YamlValue value) {
        if (value.isAbsent()) {
            return PolicyFile.DEFAULT_DEADLINE;
        }
        boolean none = value.text("a duration such as 6h, or none")
                .filter("none"::equals)
                .isPresent();
        return none ? null : duration(value, Duration.ofSeconds(1), PolicyFile.DEFAULT_DEADLINE);
    }

    static Duration staleAfter(YamlValue value) {
        return duration(value, Duration.ofSeconds(1), Policy.DEFAULT_STALE_AFTER);
    }

    /** Null means the clock that all policies without a pace share. */
    static @Nullable Pace pace(YamlValue value) {
        if (value.isMapping()) {
            YamlValue pace = value.keys(List.of("launches", "per"));
            return new Pace(
                    pace.get("launches")
                            .required("a number of launches such as 60")
                            .integer(1, Pace.MOST_LAUNCHES, 1),
                    duration(
                            pace.get("per").required("a duration such as 1m"),
                            Duration.ofSeconds(1),
                            Pace.LONGEST,
                            Pace.LONGEST));
        }
        value.converted("{launches: 60, per: 1m}, or shared", "shared", text -> text.equals("shared") ? text : null);
        return null;
    }

    /** Null means no limit. */
    static @Nullable AnnounceLimit announceLimit(YamlValue value) {
        AnnounceLimit otherwise = AnnounceLimit.DEFAULT;
        if (value.isAbsent()) {
            return otherwise;
        }
        if (!value.isMapping()) {
            value.converted("{notices: 20, per: 15m}, or none", "none", text -> text.equals("none") ? text : null);
            return null;
        }
        YamlValue limit = value.keys(List.of("notices", "per"));
        return new AnnounceLimit(
                limit.get("notices").integer(1, AnnounceLimit.MOST_NOTICES, otherwise.notices()),
                duration(limit.get("per"), AnnounceLimit.SHORTEST, AnnounceLimit.LONGEST, otherwise.per()));
    }

    private static Duration duration(YamlValue value, Duration least, Duration fallback) {
        return duration(value, least, Backoff.LONGEST, fallback);
    }

    private static Duration duration(YamlValue value, Duration least, Duration most, Duration fallback) {
        String expected = "a duration from " + DurationText.format(least) + " to " + DurationText.format(most)
                + " such as 15s, 10m, 6h, 2d or 1h30m";
        return value.converted(
                expected,
                fallback,
                text -> DurationText.parse(text)
                        .filter(duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0)
                        .orElse(null));
    }

    /** A backoff; missing keys have the values of the given one. */
    static Backoff backoff(YamlValue value, Backoff otherwise) {
        YamlValue backoff = value.keys(List.of("interval", "rate", "maxDelay", "jitter"));
        YamlValue first = backoff.get("interval");
        // Zero for an unreadable interval, because maxDelay cannot be compared with it.
        Duration interval = duration(first, Duration.ZERO, first.isAbsent() ? otherwise.interval() : Duration.ZERO);
        YamlValue maxDelay = backoff.get("maxDelay");
        Duration most = duration(maxDelay, Duration.ZERO, Collections.max(List.of(otherwise.maxDelay(), interval)));
        if (most.compareTo(interval) < 0) {
            maxDelay.wrong("expected at least the interval of " + DurationText.format(interval) + "; found "
                    + DurationText.format(most));
        }
        return new Backoff(
                interval,
                backoff.get("rate").number(1, 100, otherwise.rate()),
                most,
                backoff.get("jitter").choice(YamlValue.words(Jitter.values()), otherwise.jitter()));
    }
}
