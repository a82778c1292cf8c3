package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.cli.audit.Statistics.Figures;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Counts jobs one by one. */
final class Tally {

    private final Map<JobState, Integer> states = new EnumMap<>(JobState.class);
    private final List<Duration> recoveries = new ArrayList<>();
    private final SortedMap<LocalDate, Integer> days = new TreeMap<>();
    private int attempts;
    private int firstTime;
    private int wasted;
    private TaskUsage reruns = TaskUsage.NONE;
    private TaskUsage lostWork = TaskUsage.NONE;

    /**
     * A job's attempts so far.
     *
     * @param oldest that with the lowest number
     * @param newest that with the highest
     * @param reruns how many tasks ran after the first; a failed launch starts none
     * @param usedByReruns what the tasks after the first used
     */
    record JobTotals(ListedAttempt oldest, ListedAttempt newest, int reruns, TaskUsage used, TaskUsage usedByReruns) {

        static JobTotals of(ListedAttempt attempt) {
            TaskUsage used = TaskUsage.of(attempt);
            return attempt.isRerun()
                    ? new JobTotals(attempt, attempt, 1, used, used)
                    : new JobTotals(attempt, attempt, 0, used, TaskUsage.NONE);
        }

        JobTotals and(JobTotals other) {
            return new JobTotals(
                    other.oldest.id().number() < oldest.id().number() ? other.oldest : oldest,
                    other.newest.id().number() > newest.id().number() ? other.newest : newest,
                    reruns + other.reruns,
                    used.plus(other.used),
                    usedByReruns.plus(other.usedByReruns));
        }
    }

    void add(Job job, LocalDate day, JobTotals seen) {
        states.merge(job.state(), 1, Integer::sum);
        days.merge(day, 1, Integer::sum);
        attempts += job.attempts();
        reruns = reruns.plus(seen.usedByReruns());
        if (job.state().lost()) {
            wasted += seen.reruns();
            lostWork = lostWork.plus(seen.used());
        } else if (job.state() == JobState.SUCCEEDED && job.attempts() == 1) {
            firstTime++;
        } else if (job.state() == JobState.SUCCEEDED && seen.oldest().id().isFirst()) {
            recoveries.add(
                    Duration.between(seen.oldest().stoppedAt(), seen.newest().stoppedAt()));
        }
    }

    void add(Tally other) {
        other.states.forEach((state, jobs) -> states.merge(state, jobs, Integer::sum));
        other.days.forEach((day, jobs) -> days.merge(day, jobs, Integer::sum));
        recoveries.addAll(other.recoveries);
        attempts += other.attempts;
        firstTime += other.firstTime;
        wasted += other.wasted;
        reruns = reruns.plus(other.reruns);
        lostWork = lostWork.plus(other.lostWork);
    }

    Figures figures() {
        List<Duration> sorted = recoveries.stream().sorted().toList();
        int timed = sorted.size();
        int recovered = count(JobState.SUCCEEDED::equals) - firstTime;
        Duration total = sorted.stream().reduce(Duration.ZERO, Duration::plus);
        return new Figures(
                count(state -> true),
                attempts,
                firstTime,
                recovered,
                recovered - timed,
                count(JobState::lost),
                count(JobState.CANCELLED::equals),
                count(JobState.EXHAUSTED::equals),
                count(JobState::open),
                count(JobState.OBSERVED::equals),
                wasted,
                reruns,
                lostWork,
                timed == 0 ? null : total.dividedBy(timed),
                timed == 0 ? null : sorted.get(Math.ceilDiv(95 * timed, 100) - 1),
                days);
    }

    private int count(Predicate<JobState> wanted) {
        return states.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
