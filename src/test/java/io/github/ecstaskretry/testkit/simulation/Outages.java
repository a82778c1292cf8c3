package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Which services are out, and until when. */
final class Outages {

    private final Timeline timeline;
    private final Map<Service, Instant> until = new EnumMap<>(Service.class);
    private Duration longest = Duration.ZERO;

    Outages(Timeline timeline) {
        this.timeline = timeline;
    }

    void begin(Service service, Duration duration) {
        until.merge(service, timeline.now().plus(duration), (one, other) -> one.isAfter(other) ? one : other);
        longest = duration.compareTo(longest) > 0 ? duration : longest;
    }

    boolean cover(Service service) {
        Instant end = until.get(service);
        return end != null && timeline.now().isBefore(end);
    }

    Duration longest() {
        return longest;
    }
}
