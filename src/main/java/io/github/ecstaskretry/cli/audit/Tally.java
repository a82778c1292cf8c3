package io.github.ecstaskretry.cli.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts jobs. */
final class Tally {

    private final Instant now;
    private final ZoneId zone;
    private final List<Duration> recoveries = new ArrayList<>();
    private final SortedMap<LocalDate, Integer> days = new TreeMap<>();
    private int jobs;
    private int attempts;
    private int firstTime;
    private int recovered;
    private int untimed;
    private int lost;
    private int exhausted;
    private int open;
    private int observed;
    private int wasted;

    Tally(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    void add(TrackedJob job) {
        JobState state = job.state(now);
        int number = job.newest().id().number();
        jobs++;
        attempts += number;
        days.merge(job.newest().times().stoppedAt().atZone(zone).toLocalDate(), 1, Integer::sum);
        if (state == JobState.SUCCEEDED) {
            succeeded(job);
        } else if (state.open()) {
            open++;
        } else if (state == JobState.OBSERVED) {
            observed++;
        } else {
            lost++;
            wasted += job.reruns();
            exhausted += state == JobState.EXHAUSTED ? 1 : 0;
        }
    }

    private void succeeded(TrackedJob job) {
        if (job.newest().id().isFirst()) {
            firstTime++;
        } else {
            recovered++;
            job.recovery().ifPresentOrElse(recoveries::add, () -> untimed++);
        }
    }

    Figures figures() {
        List<Duration> sorted = recoveries.stream().sorted().toList();
        return new Figures(
                jobs,
                attempts,
                firstTime,
                recovered,
                untimed,
                lost,
                exhausted,
                open,
                observed,
                wasted,
                sorted.isEmpty()
                        ? null
                        : sorted.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(sorted.size()),
                sorted.isEmpty() ? null : Percentile.of(sorted, 95),
                days);
    }
}
