package io.github.ecstaskretry.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.audit.OutcomeChart.Column;
import io.github.ecstaskretry.cli.audit.OutcomeChart.Ending;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutcomeChartTest {

    private static final Instant NOON = Listed.NOON;

    private static OutcomeChart chart(Duration period, ZoneId zone, ListedAttempt... newest) {
        OutcomeChart.Counting counting = new OutcomeChart.Counting(zone);
        Stream.of(newest).map(attempt -> Job.of(attempt, NOON)).forEach(counting::add);
        return counting.finish(new TimeRange(NOON.minus(period), NOON.plusSeconds(300)), NOON);
    }

    private static ListedAttempt lost(Duration before) {
        return Listed.ended("lost", 1, NOON.minus(before), Outcome.FAILED);
    }

    @Test
    void countsJobsByHowTheyEndedTheWorstAtTheBottom() {
        Instant stop = NOON.minusSeconds(60);
        OutcomeChart chart = chart(
                Duration.ofHours(1),
                ZoneOffset.UTC,
                Listed.ended("a", 1, stop, Outcome.SUCCEEDED),
                Listed.ended("b", 2, stop, Outcome.SUCCEEDED),
                Listed.ended("c", 2, stop, Outcome.EXHAUSTED),
                Listed.retried("d", 1, stop),
                Listed.observed("e", stop));

        Column hour = chart.columns().getFirst();
        assertThat(hour.label()).isEqualTo("2026-03-14 11:00");
        assertThat(Ending.values())
                .allSatisfy(end -> assertThat(hour.count(end)).isEqualTo(1));
        assertThat(chart.mostFailedFirst()).isEqualTo(4);
        assertThat(chart.mostFirstTime()).isEqualTo(1);
    }

    @Test
    void showsTheHoursOfAShortPeriodAndTheDaysOfALongOne() {
        ListedAttempt lost = lost(Duration.ofHours(3));

        assertThat(chart(Duration.ofHours(24), ZoneOffset.UTC, lost).columns())
                .extracting(Column::label)
                .hasSize(24)
                .startsWith("2026-03-13 12:00")
                .endsWith("2026-03-14 11:00");
        assertThat(chart(Duration.ofDays(7), ZoneId.of("Asia/Tokyo"), lost).columns())
                .extracting(Column::label)
                .hasSize(8)
                .startsWith("2026-03-07")
                .endsWith("2026-03-14");
    }

    @Test
    void leavesOutTheEmptyDaysAroundTheJobsOfAVeryLongPeriod() {
        assertThat(chart(Duration.ofDays(400), ZoneOffset.UTC, lost(Duration.ofDays(3)), lost(Duration.ofDays(1)))
                        .columns())
                .extracting(Column::label)
                .containsExactly("2026-03-11", "2026-03-12", "2026-03-13");
    }

    @Test
    void marksTheAxisWhereThereIsRoom() {
        OutcomeChart chart = chart(Duration.ofHours(24), ZoneOffset.UTC, lost(Duration.ofHours(3)));

        assertThat(chart.columns().stream().filter(column -> !column.tick().isEmpty()))
                .extracting(column -> column.tick() + " " + column.day())
                .containsExactly("12:00 03-13", "16:00 ", "20:00 ", "00:00 03-14", "04:00 ", "08:00 ");
    }

    @Test
    void isEmptyWithoutJobs() {
        assertThat(chart(Duration.ofDays(7), ZoneOffset.UTC).columns()).isEmpty();
    }
}
