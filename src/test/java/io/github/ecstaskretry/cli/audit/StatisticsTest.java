package io.github.ecstaskretry.cli.audit;

import static io.github.ecstaskretry.cli.audit.Listed.NOON;
import static io.github.ecstaskretry.cli.audit.Listed.ended;
import static io.github.ecstaskretry.cli.audit.Listed.notLaunched;
import static io.github.ecstaskretry.cli.audit.Listed.observed;
import static io.github.ecstaskretry.cli.audit.Listed.retried;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.ecstaskretry.cli.audit.Statistics.Figures;
import io.github.ecstaskretry.cli.audit.Statistics.Grouping;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    private static final Instant LATER = NOON.plus(Duration.ofDays(2));

    private static Figures all(List<ListedAttempt> attempts) {
        return by(Grouping.FAMILY, attempts).all();
    }

    private static Statistics by(Grouping grouping, List<ListedAttempt> attempts) {
        return Statistics.count(attempts.stream(), grouping, JobFilter.ALL, LATER, ZoneOffset.UTC)
                .finish();
    }

    @Test
    void countsEveryJobOnceByItsState() {
        Figures figures = all(List.of(
                ended("fine", 1, NOON, Outcome.SUCCEEDED),
                retried("recovered", 1, NOON),
                ended("recovered", 2, NOON.plusSeconds(90), Outcome.SUCCEEDED),
                retried("lost", 1, NOON),
                retried("lost", 2, NOON.plusSeconds(100)),
                ended("lost", 3, NOON.plusSeconds(200), Outcome.EXHAUSTED),
                ended("bad", 1, NOON, Outcome.FAILED),
                retried("open", 1, NOON),
                observed("seen", NOON)));

        assertThat(figures.jobs()).isEqualTo(6);
        assertThat(figures.attempts()).isEqualTo(9);
        assertThat(figures.firstTime()).isEqualTo(1);
        assertThat(figures.recovered()).isEqualTo(1);
        assertThat(figures.lost()).isEqualTo(2);
        assertThat(figures.exhausted()).isEqualTo(1);
        assertThat(figures.open()).isEqualTo(1);
        assertThat(figures.observed()).isEqualTo(1);
        assertThat(figures.wasted()).isEqualTo(2);
        assertThat(figures.firstTimeRate()).isEqualTo(0.25);
        assertThat(figures.recoveryRate()).isEqualTo(1.0 / 3);
    }

    @Test
    void measuresARecoveryFromTheFirstStopToTheSuccess() {
        List<ListedAttempt> attempts = new ArrayList<>();
        for (int seconds = 1; seconds <= 100; seconds++) {
            attempts.add(retried("job" + seconds, 1, NOON));
            attempts.add(ended("job" + seconds, 2, NOON.plusSeconds(seconds), Outcome.SUCCEEDED));
        }

        assertThat(all(attempts).meanRecovery()).isEqualTo(Duration.ofMillis(50_500));
        assertThat(all(attempts).p95Recovery()).isEqualTo(Duration.ofSeconds(95));
    }

    @Test
    void doesNotTimeARecoveryWithoutItsFirstStop() {
        Figures figures = all(List.of(ended("recovered", 2, NOON, Outcome.SUCCEEDED)));

        assertThat(figures.recovered()).isEqualTo(1);
        assertThat(figures.untimed()).isEqualTo(1);
        assertThat(figures.meanRecovery()).isNull();
        assertThat(figures.p95Recovery()).isNull();
    }

    @Test
    void countsOnlyTasksThatRanAgainAsWasted() {
        Figures figures = all(List.of(
                retried("cancelled", 1, NOON),
                notLaunched("cancelled", 2, NOON.plusSeconds(30), Outcome.CANCELLED),
                retried("refused", 1, NOON),
                retried("refused", 2, NOON.plusSeconds(90)),
                notLaunched("refused", 3, NOON.plusSeconds(200), Outcome.EXHAUSTED)));

        assertThat(figures.lost()).isEqualTo(1);
        assertThat(figures.cancelled()).isEqualTo(1);
        assertThat(figures.attempts()).isEqualTo(5);
        assertThat(figures.wasted()).isEqualTo(1);
    }

    @Test
    void givesNoRatesWithoutEndedJobs() {
        assertThat(all(List.of(retried("open", 1, NOON))).firstTimeRate()).isNull();
        assertThat(all(List.of(ended("fine", 1, NOON, Outcome.SUCCEEDED))).recoveryRate())
                .isNull();
    }

    @Test
    void groupsJobsByTheCauseOfTheirFirstAttempt() {
        Statistics statistics = by(
                Grouping.CAUSE,
                List.of(
                        retried("recovered", 1, NOON),
                        ended("recovered", 2, NOON.plusSeconds(90), Outcome.SUCCEEDED),
                        ended("fine", 1, NOON, Outcome.SUCCEEDED)));

        assertThat(statistics.groups()).containsOnlyKeys("exit-unknown", "succeeded");
        assertThat(statistics.groups().get("exit-unknown").recovered()).isEqualTo(1);
    }

    /** Each task has half a vCPU and 1 GB, and ran for a tenth of an hour. */
    @Test
    void addsUpWhatRerunsAndLostWorkUsed() {
        Figures figures = all(List.of(
                ended("fine", 1, NOON, Outcome.SUCCEEDED),
                retried("recovered", 1, NOON),
                ended("recovered", 2, NOON.plusSeconds(900), Outcome.SUCCEEDED),
                retried("refused", 1, NOON),
                retried("refused", 2, NOON.plusSeconds(900)),
                notLaunched("refused", 3, NOON.plusSeconds(2000), Outcome.EXHAUSTED)));

        assertThat(figures.reruns()).isEqualTo(new TaskUsage(2, 720, 720 * 512, 720 * 1024, 0));
        assertThat(figures.lostWork().tasks()).isEqualTo(2);
        assertThat(figures.reruns().taskHours()).isEqualTo(0.2);
        assertThat(figures.reruns().vcpuHours()).isEqualTo(0.1);
        assertThat(figures.reruns().gbHours()).isEqualTo(0.2);
        assertThat(figures.reruns().cost(new TaskUsage.Price(10, 1))).isEqualTo(1.2);
    }

    @Test
    void groupsJobsByClusterRuleAndHour() {
        List<ListedAttempt> attempts = List.of(
                retried("recovered", 1, NOON), ended("recovered", 2, NOON.plusSeconds(4000), Outcome.SUCCEEDED));

        assertThat(by(Grouping.CLUSTER, attempts).groups()).containsOnlyKeys("prod");
        assertThat(by(Grouping.RULE, attempts).groups()).containsOnlyKeys("patient/(otherwise)");
        assertThat(by(Grouping.HOUR, attempts).groups()).containsOnlyKeys("2026-03-14 13:00");
    }

    @Test
    void countsTheJobsOfWhichAnAttemptHadTheCause() {
        List<ListedAttempt> attempts = List.of(
                ended("fine", 1, NOON, Outcome.SUCCEEDED),
                retried("recovered", 1, NOON),
                ended("recovered", 2, NOON.plusSeconds(90), Outcome.SUCCEEDED));
        JobFilter filter = new JobFilter(null, "prod", List.of(), "exit-unknown");

        assertThat(Statistics.count(attempts.stream(), Grouping.FAMILY, filter, LATER, ZoneOffset.UTC)
                        .finish()
                        .all()
                        .jobs())
                .isEqualTo(1);
    }

    @Test
    void doesNotTakeALaterAttemptForTheFirst() {
        Statistics statistics = by(
                Grouping.CAUSE,
                List.of(retried("began", 2, NOON), ended("began", 3, NOON.plusSeconds(90), Outcome.SUCCEEDED)));

        assertThat(statistics.groups()).containsOnlyKeys("(began earlier)");
    }

    @Test
    void groupsJobsByTheDayOfTheirLastStop() {
        List<ListedAttempt> attempts = List.of(
                retried("night", 1, NOON),
                ended("night", 2, NOON.plus(Duration.ofHours(12)), Outcome.SUCCEEDED),
                ended("day", 1, NOON, Outcome.SUCCEEDED));

        assertThat(all(attempts).days())
                .containsExactly(entry(LocalDate.of(2026, 3, 14), 1), entry(LocalDate.of(2026, 3, 15), 1));
        assertThat(by(Grouping.DAY, attempts).groups()).containsOnlyKeys("2026-03-14", "2026-03-15");
        assertThat(by(Grouping.OUTCOME, attempts).groups()).containsOnlyKeys("SUCCEEDED");
    }

    @Property(tries = 200)
    void givesTheSameFiguresForAnyOrderOfAttempts(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 5) Integer> jobs, @ForAll int seed) {
        List<ListedAttempt> attempts = new ArrayList<>();
        List<Outcome> outcomes = List.of(Outcome.values());
        for (int job = 0; job < jobs.size(); job++) {
            int last = jobs.get(job);
            for (int number = 1; number < last; number++) {
                attempts.add(retried("job" + job, number, NOON.plusSeconds(60L * number)));
            }
            Outcome outcome = outcomes.get(job % outcomes.size());
            attempts.add(ended("job" + job, last, NOON.plusSeconds(60L * last), outcome));
        }
        Statistics inOrder = by(Grouping.OUTCOME, attempts);
        List<ListedAttempt> shuffled = new ArrayList<>(attempts);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(by(Grouping.OUTCOME, shuffled)).isEqualTo(inOrder);
        assertThat(inOrder.groups().values().stream().mapToInt(Figures::jobs).sum())
                .isEqualTo(jobs.size());
        assertThat(inOrder.all().attempts()).isEqualTo(attempts.size());
        assertThat(inOrder.all().firstTime()
                        + inOrder.all().recovered()
                        + inOrder.all().lost()
                        + inOrder.all().cancelled())
                .isEqualTo(jobs.size());
    }
}
