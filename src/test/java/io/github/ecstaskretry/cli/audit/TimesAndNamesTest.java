package io.github.ecstaskretry.cli.audit;

import static io.github.ecstaskretry.cli.audit.Listed.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times and names of jobs as people write them. */
class TimesAndNamesTest {

    private static final String JOB = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "90s, 2026-03-14T11:58:30Z",
        "30m, 2026-03-14T11:30:00Z",
        "1h30m, 2026-03-14T10:30:00Z",
        "24h, 2026-03-13T12:00:00Z",
        "today, 2026-03-14T00:00:00Z",
        "yesterday, 2026-03-13T00:00:00Z",
        "yesterday 22:00, 2026-03-13T22:00:00Z",
        "today 22:00, 2026-03-14T22:00:00Z",
        "2:05, 2026-03-14T02:05:00Z",
        "12:00:00, 2026-03-14T12:00:00Z",
        "22:00, 2026-03-13T22:00:00Z",
        "7d, 2026-03-07T12:00:00Z",
        "2w, 2026-02-28T12:00:00Z",
        "2026-03-01, 2026-03-01T00:00:00Z",
        "2026-03-01T06:00:00+01:00, 2026-03-01T05:00:00Z",
        "2026-03-01T06:00:00.123Z, 2026-03-01T06:00:00.123Z",
        "2026-03-01T06:00Z, 2026-03-01T06:00:00Z",
        "' 2026-03-01 ', 2026-03-01T00:00:00Z"
    })
    void readsATimeAsAnAgeADayOrAnInstant(String text, Instant time) {
        assertThat(TimeText.parse(text, NOON, ZoneOffset.UTC)).isEqualTo(time);
    }

    /** In the forms that answers print. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-01 06:00:00Z, 2026-03-01T06:00:00Z",
        "2026-03-01 06:00:00+01:00, 2026-03-01T05:00:00Z",
        "2026-03-01 06:00:00, 2026-03-01T05:00:00Z",
        "2026-03-01 06:00, 2026-03-01T05:00:00Z",
        "2026-03-01T06:00:00, 2026-03-01T05:00:00Z",
        "2026-03-01T06:00, 2026-03-01T05:00:00Z"
    })
    void readsATimeWithoutAnOffsetInTheZone(String text, Instant time) {
        assertThat(TimeText.parse(text, NOON, ZoneId.of("Europe/Berlin"))).isEqualTo(time);
    }

    @Test
    void refusesAPointInTimeAsALengthOfTime() {
        assertThat(TimeText.duration("90s")).hasSeconds(90);
        assertThat(TimeText.duration("2d")).hasDays(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeText.duration("2026-01-01"))
                .withMessage("expected a length of time such as 30m, 6h or 2d, found '2026-01-01'");
    }

    @Test
    void startsADayInTheZone() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        assertThat(TimeText.parse("2026-03-01", NOON, berlin)).isEqualTo("2026-02-28T23:00:00Z");
        assertThat(TimeText.parse("today", NOON, berlin)).isEqualTo("2026-03-13T23:00:00Z");
        assertThat(TimeText.parse("12:30", NOON, berlin)).isEqualTo("2026-03-14T11:30:00Z");
    }

    @Test
    void readsATimeAhead() {
        assertThat(TimeText.parseAhead("2h", NOON, ZoneOffset.UTC)).isEqualTo("2026-03-14T14:00:00Z");
        assertThat(TimeText.parseAhead("22:00", NOON, ZoneOffset.UTC)).isEqualTo("2026-03-14T22:00:00Z");
        assertThat(TimeText.parseAhead("02:00", NOON, ZoneOffset.UTC)).isEqualTo("2026-03-15T02:00:00Z");
        assertThat(TimeText.parseAhead("tomorrow 06:00", NOON, ZoneOffset.UTC)).isEqualTo("2026-03-15T06:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "someday",
                "24",
                "25:00",
                "today2026",
                "02:00Z",
                "h",
                "-1d",
                "2026-13-01",
                "2026-02-30 06:00",
                "2026-03-01T06",
                "99999999d"
            })
    void refusesAnyOtherTextWithExamples(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeText.parse(text, NOON, ZoneOffset.UTC))
                .withMessageContaining("1h30m, 7d, today, 02:00, 2026-11-01")
                .withMessageContaining("'" + text + "'");
    }

    @Test
    void aRangeIncludesItsStartAndExcludesItsEnd() {
        TimeRange range = new TimeRange(NOON, NOON.plusSeconds(1));

        assertThat(range.contains(NOON)).isTrue();
        assertThat(range.contains(NOON.plusSeconds(1))).isFalse();
        assertThat(range.contains(NOON.minusMillis(1))).isFalse();
    }

    /** DynamoDB refuses a BETWEEN whose end is before its beginning. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void aRangeMustEndAfterItStarts(long seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeRange(NOON, NOON.plusSeconds(seconds)))
                .withMessageContaining("must end after that");
    }

    @Test
    void namesTheTimesOfAWrongRangeInSeconds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeRange(NOON.plusSeconds(60), NOON.plusNanos(824_226_871)))
                .withMessage("the time range starts at 2026-03-14T12:01:00Z and must end after that,"
                        + " found 2026-03-14T12:00:00Z");
    }

    @Test
    void listsTheDaysOfARangeInUtc() {
        assertThat(new TimeRange(NOON, NOON.plusSeconds(13 * 3600)).daysNewestFirst())
                .containsExactly(LocalDate.of(2026, 3, 15), LocalDate.of(2026, 3, 14));
        assertThat(new TimeRange(NOON, Instant.parse("2026-03-15T00:00:00Z")).daysNewestFirst())
                .as("the end is exclusive")
                .containsExactly(LocalDate.of(2026, 3, 14));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                JOB,
                "arn:aws:ecs:eu-west-1:111122223333:task/prod/" + JOB,
                "arn:aws-cn:ecs:cn-north-1:111122223333:task/" + JOB,
                "arn:aws:states:eu-west-1:111122223333:execution:wait-and-run:" + JOB + "-12",
                "ecs-retry/" + JOB + "/2",
                "  " + JOB + " ",
                "https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/prod/tasks/" + JOB + "/logs?region=eu-west-1",
                "https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/prod/tasks/" + JOB,
                "https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/"
                        + "arn:aws:states:eu-west-1:111122223333:execution:wait-and-run:" + JOB + "-2"
            })
    void readsEveryNameOfAJob(String name) {
        assertThat(JobReference.parse(name).id()).isEqualTo(JOB);
    }

    /** A job's id may look like the name of an execution; only the table shows which it is. */
    @Test
    void acceptsANameThatMayBeAJobsOrAnExecutions() {
        assertThat(JobReference.parse("nightly-2").id()).isEqualTo("nightly-2");
        assertThat(JobReference.parse("nightly-2").jobOfExecution()).contains("nightly");
        assertThat(JobReference.parse(JOB).jobOfExecution()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "https://example.com/" + JOB,
                "arn:aws:sns:eu-west-1:111122223333:topic",
                "arn:aws:ecs:eu-west-1:1:service/x/y"
            })
    void refusesATextThatNamesNoJob(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobReference.parse(name))
                .withMessageContaining(name);
    }
}
