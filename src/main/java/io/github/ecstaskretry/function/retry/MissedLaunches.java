package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.learn.LaunchRecord;
import io.github.ecstaskretry.core.learn.MissedLaunch;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Launches of rules and schedules that RunTask answered with failures. No task was made, so no event reports them; CloudTrail's event
 * history does. Each makes one job, however often its record is read.
 */
record MissedLaunches(EndedAttempts endedAttempts, Reconcile.Ports ports) {

    /** Records come late, so each round reads this much again. */
    private static final Duration LOOK_BACK = Duration.ofHours(1);

    /** Older launches would be stale. */
    private static final Duration OLDEST = Duration.ofHours(24);

    private static final int MOST_PAGES = 20;

    /** Reads the records and makes a job of each launch that has none. */
    void check(Round round) {
        Control.ControlItem control = ports.control().read();
        Instant readUntil = Objects.requireNonNullElse(control.launchesReadUntil(), round.begin());
        Instant from =
                Collections.max(List.of(control.adoptSince(), round.begin().minus(OLDEST), readUntil.minus(LOOK_BACK)));
        if (readAll(from, round) && round.clean(Stage.MISSED_LAUNCHES)) {
            ports.control().launchesRead(round.begin());
        }
    }

    /** Whether all records were read: the time was enough, and so was the limit on pages. */
    private boolean readAll(Instant from, Round round) {
        Iterator<List<LaunchRecord>> pages =
                ports.launchRecords().between(from, round.begin()).iterator();
        try {
            for (int read = 0; pages.hasNext(); read++) {
                if (read == MOST_PAGES) {
                    round.skip("CloudTrail has more than " + MOST_PAGES + " pages of RunTask records since " + from
                            + "; the older ones were not read");
                    return false;
                }
                handle(pages.next(), round);
                if (!round.goesOn(Stage.MISSED_LAUNCHES)) {
                    return false;
                }
            }
            return true;
        } catch (LaunchRecords.DeniedException denied) {
            round.skip(denied);
            return false;
        }
    }

    private void handle(List<LaunchRecord> page, Round round) {
        Map<AttemptId, MissedLaunch> missed = new LinkedHashMap<>();
        for (LaunchRecord record : page) {
            round.look(Stage.MISSED_LAUNCHES);
            record.missing().stream()
                    .filter(launch -> ports.watches(launch.clusterArn()))
                    .forEach(launch -> missed.put(launch.attempt(), new MissedLaunch(launch, record)));
        }
        if (missed.isEmpty()) {
            return;
        }
        Set<AttemptId> recorded = ports.openAttempts().recorded(missed.keySet());
        missed.keySet().removeAll(recorded);
        round.each(
                Stage.MISSED_LAUNCHES,
                missed.values(),
                launch -> launch.launch().attempt().launchName(),
                launch -> round.found(Finding.MISSED_LAUNCH, launch.record().at(), endedAttempts.handle(launch)));
    }
}
