package io.github.ecstaskretry.function.lambda;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.Stop;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** A CloudWatch metric of the function (docs/operations.md). */
public enum Metric {
    /** Tasks that stopped and were recorded. */
    STOPS("Stops"),
    /** Retries that were decided. */
    RETRIES("Retries"),
    /** Jobs that succeeded after the first attempt. */
    RECOVERED("Recovered"),
    /** Jobs that ended without success and that nobody cancelled. */
    LOST("Lost"),
    /** Launches that made no task. */
    LAUNCH_FAILURES("LaunchFailures"),
    /** Stops that the catalogue does not know. */
    UNRECOGNISED_STOPS("UnrecognisedStops"),
    /** From the first failure of a recovered job to its success. */
    RECOVERY_SECONDS("RecoverySeconds", "Seconds"),
    /** How many retries are held, at each reconciling that finds one. */
    HELD("Held"),
    /** How long the oldest overdue retry has been overdue, at each reconciling that finds one without a task. */
    PENDING_AGE("PendingAge", "Seconds"),
    /** How long ago the oldest thing that reconciling found undone should have been done. */
    RECONCILE_LAG("ReconcileLag", "Seconds");

    /** These also have the dimension Family, if the policy asks for it. */
    static final Set<Metric> BY_FAMILY = Set.of(RECOVERED, LOST);

    private static final Set<String> NO_JOB_OF_OURS = Set.of(Ruling.STRAY, Ruling.STALE, Ruling.BEFORE_DEPLOYMENT);

    private final String word;
    private final String unit;

    Metric(String word) {
        this(word, "Count");
    }

    Metric(String word, String unit) {
        this.word = word;
        this.unit = unit;
    }

    /** As CloudWatch names it. */
    public String word() {
        return word;
    }

    /** Amazon CloudWatch API reference, {@code MetricDatum}. */
    public String unit() {
        return unit;
    }

    /**
     * The metrics that a new record counts for. An observing policy counts no retries, recoveries and lost jobs. A lost attempt and a
     * cancelled launch do not count as launch failures.
     *
     * @param before the recorded attempts before it
     */
    static Map<Metric, Long> of(RecordedAttempt attempt, JobHistory before) {
        Map<Metric, Long> counts = new EnumMap<>(Metric.class);
        Ruling ruling = attempt.ruling();
        switch (attempt.stop()) {
            case Stop.TaskStop _ -> counts.put(STOPS, 1L);
            case Stop.LaunchFailure launch -> {
                if (!launch.lost() && ruling.causeKind() != CauseKind.INTENTIONAL) {
                    counts.put(LAUNCH_FAILURES, 1L);
                }
            }
        }
        if (ruling.cause().equals(Catalogue.UNRECOGNISED)) {
            counts.put(UNRECOGNISED_STOPS, 1L);
        }
        if (ruling.mode() == Mode.ACT) {
            countDecision(attempt, before, counts);
        }
        return counts;
    }

    private static void countDecision(RecordedAttempt attempt, JobHistory before, Map<Metric, Long> counts) {
        switch (attempt.decision()) {
            case RecordedDecision.Retry _ -> counts.put(RETRIES, 1L);
            case RecordedDecision.End end -> {
                if (NO_JOB_OF_OURS.contains(attempt.ruling().rule())) {
                    return;
                }
                switch (end.outcome()) {
                    case RECOVERED -> {
                        counts.put(RECOVERED, 1L);
                        before.attempts().stream()
                                .findFirst()
                                .map(first -> Duration.between(
                                        first.times().stoppedAt(),
                                        attempt.times().stoppedAt()))
                                .filter(time -> !time.isNegative())
                                .ifPresent(time -> counts.put(RECOVERY_SECONDS, time.toSeconds()));
                    }
                    case FAILED, EXHAUSTED, EXPIRED, UNLAUNCHABLE -> counts.put(LOST, 1L);
                    case SUCCEEDED, CANCELLED -> {}
                }
            }
        }
    }
}
