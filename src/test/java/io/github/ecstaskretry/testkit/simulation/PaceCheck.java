package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/** Every retry reserves a slot of its policy's clock, which no other retry gets, and waits for it. */
final class PaceCheck {

    /** In a minute, of policies that declare no pace (README). */
    private static final int SHARED = 240;

    private final World world;
    private final Consumer<String> report;

    PaceCheck(World world, Consumer<String> report) {
        this.world = world;
        this.report = report;
    }

    /** The clock moves on by a slot at least with each reservation. */
    void check(Terms terms) {
        Instant before = Instant.EPOCH;
        for (StoredItem.Version version : world.table().paceClock(id(terms))) {
            Instant clock = clock(version);
            Instant least = before.plus(slot(terms));
            if (clock.isBefore(least.minusMillis(1))) {
                report.accept("pace: the clock of " + terms.name + " stands at " + clock + ", not at " + least);
            }
            before = clock;
        }
    }

    /**
     * A retry starts no earlier than in the slot that its invocation reserved last, unless its deadline comes before. It need not reserve
     * a slot after its deadline.
     */
    void check(Recorded record, Terms terms, Instant due) {
        StoredItem.Version decided = record.decided();
        List<StoredItem.Version> reserved = world.table().paceClock(id(terms)).stream()
                .filter(version -> version.writer().equals(decided.writer())
                        && !version.since().isAfter(decided.since()))
                .toList();
        String name = record.text("jobId") + "-" + record.number();
        if (record.wasPaused()) {
            return; // Its release reserves one.
        }
        Duration ahead = slot(terms).multipliedBy(Math.ceilDiv(launches(terms), 10));
        Instant from = due.isAfter(record.time("receivedAt")) ? due : record.time("receivedAt");
        String notAfter = record.text("notAfter");
        if (reserved.isEmpty()) {
            Instant free = clockAt(decided.since(), terms).plus(slot(terms)).minus(ahead);
            Instant start = from.plus(Duration.between(record.time("receivedAt"), free));
            if (notAfter == null || !start.isAfter(Instant.parse(notAfter))) {
                report.accept("pace: " + name + " has reserved no slot");
            }
            return;
        }
        Duration wait = Duration.between(
                reserved.getLast().since(), clock(reserved.getLast()).minus(ahead));
        boolean waits =
                wait.isPositive() && (notAfter == null || from.plus(wait).isBefore(Instant.parse(notAfter)));
        if (waits && record.time("notBefore").isBefore(from.plus(wait).minusMillis(2))) {
            report.accept(
                    "pace: " + name + " starts at " + record.time("notBefore") + ", its slot is " + from.plus(wait));
        }
    }

    private Instant clockAt(Instant moment, Terms terms) {
        return world.table().paceClock(id(terms)).stream()
                .filter(version -> !version.since().isAfter(moment))
                .reduce((earlier, later) -> later)
                .map(PaceCheck::clock)
                .orElse(Instant.EPOCH);
    }

    private static String id(Terms terms) {
        return terms.pace == 0 ? "pace" : "pace/" + terms.name;
    }

    private static int launches(Terms terms) {
        return terms.pace == 0 ? SHARED : terms.pace;
    }

    private static Duration slot(Terms terms) {
        return Duration.ofMinutes(1).dividedBy(launches(terms));
    }

    private static Instant clock(StoredItem.Version version) {
        return Instant.EPOCH.plus(
                Long.parseLong(version.attributes().get("paceClock").n()), ChronoUnit.MICROS);
    }
}
