package io.github.ecstaskretry.cli.audit.report;

import static io.github.ecstaskretry.cli.audit.report.ReportJobs.NOON;
import static io.github.ecstaskretry.cli.audit.report.ReportJobs.retried;
import static io.github.ecstaskretry.cli.audit.report.ReportJobs.succeeded;
import static io.github.ecstaskretry.cli.audit.report.ReportJobs.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.ecstaskretry.cli.audit.JobTimeline;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.report.TimelineLayout.Part;
import io.github.ecstaskretry.cli.audit.report.TimelineLayout.Piece;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimelineSvgTest {

    private static final Instant NEXT_DAY = NOON.plus(Duration.ofDays(1));

    private static List<Piece> pieces(Instant now, ListedAttempt... attempts) {
        return TimelineLayout.of(timeline(now, attempts), now, 300).pieces();
    }

    private static List<Part> parts(List<Piece> pieces) {
        return pieces.stream().map(Piece::part).toList();
    }

    private static String svg(Instant now, ListedAttempt... attempts) {
        JobTimeline timeline = timeline(now, attempts);
        return new TimelineSvg(new CauseLooks(List.of(timeline)), now, Instant::toString).write(timeline);
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    @Test
    void barsAndGapsAreAsWideAsTheyLasted() {
        List<Piece> pieces =
                pieces(NEXT_DAY, retried(1, Duration.ZERO, minutes(10)), succeeded(2, minutes(15), minutes(5)));

        assertThat(parts(pieces)).containsExactly(Part.ATTEMPT, Part.WAIT, Part.ATTEMPT);
        assertThat(pieces).extracting(Piece::left).containsExactly(0.0, 150.0, 225.0);
        assertThat(pieces).extracting(Piece::width).containsExactly(150.0, 75.0, 75.0);
    }

    @Test
    void secondsBesideDaysAreStillSeenAndHideNothing() {
        List<Piece> pieces = pieces(
                NEXT_DAY,
                retried(1, Duration.ZERO, Duration.ofSeconds(1)),
                retried(2, Duration.ofSeconds(2), Duration.ofSeconds(1)),
                succeeded(3, Duration.ofHours(20), minutes(1)));

        assertThat(pieces).extracting(Piece::width).containsExactly(6.0, 4.0, 6.0, 278.0, 6.0);
    }

    /** As many attempts as a policy allows are squeezed, but never lie on each other. */
    @Property
    void piecesFillTheLineFromLeftToRight(
            @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 100_000) Integer> seconds) {
        ListedAttempt[] attempts = IntStream.range(0, seconds.size())
                .mapToObj(i -> retried(
                        i + 1,
                        Duration.ofSeconds(seconds.subList(0, i).stream()
                                .mapToLong(s -> s + 60L)
                                .sum()),
                        Duration.ofSeconds(seconds.get(i))))
                .toArray(ListedAttempt[]::new);

        double end = 0;
        for (Piece piece : pieces(NEXT_DAY, attempts)) {
            assertThat(piece.left()).isEqualTo(end, offset(0.001));
            assertThat(piece.width()).isPositive();
            end = piece.left() + piece.width();
        }
        assertThat(end).isEqualTo(300, offset(0.001));
    }

    @Test
    void aJobThatWaitsHasAGapUntilNow() {
        Instant now = NOON.plus(minutes(10)).plusSeconds(30);
        List<Piece> pieces = pieces(now, retried(1, Duration.ZERO, minutes(10)));

        assertThat(parts(pieces)).containsExactly(Part.ATTEMPT, Part.OPEN_WAIT);
        assertThat(svg(now, retried(1, Duration.ZERO, minutes(10))))
                .contains("class=\"wait open\"", "has waited 30s so far, since 2026-03-14T12:10:00Z", ">now</text>");
    }

    @Test
    void aReRunInFlightIsAnOutlineUntilNow() {
        Instant now = NOON.plus(minutes(30));
        List<Piece> pieces = pieces(now, retried(1, Duration.ZERO, minutes(10)));

        assertThat(parts(pieces)).containsExactly(Part.ATTEMPT, Part.WAIT, Part.IN_FLIGHT);
        assertThat(svg(now, retried(1, Duration.ZERO, minutes(10))))
                .contains("class=\"flight\"", "attempt 2 was due 19m ago, and its end is not recorded");
    }

    @Test
    void attemptsThatAreNotThereAreMarked() {
        String svg = svg(NEXT_DAY, succeeded(3, Duration.ZERO, minutes(10)));

        assertThat(svg).contains("class=\"missing\"", "attempts 1 to 2 are not in the table");
        assertThat(svg(NEXT_DAY, succeeded(1, Duration.ZERO, minutes(10)))).doesNotContain("missing");
    }

    /** Nobody knows how much of it was waiting. */
    @Test
    void anAttemptThatIsNotThereIsNoWait() {
        List<Piece> pieces = pieces(
                NEXT_DAY,
                retried(2, Duration.ZERO, minutes(10)),
                retried(4, minutes(60), minutes(10)),
                succeeded(5, minutes(75), minutes(5)));

        assertThat(parts(pieces))
                .containsExactly(Part.MISSING, Part.ATTEMPT, Part.MISSING, Part.ATTEMPT, Part.WAIT, Part.ATTEMPT);
        assertThat(pieces)
                .extracting(TimelineText::brief)
                .contains("attempt 1 is not in the table", "attempt 3 is not in the table");
        assertThat(pieces.get(2).lasted()).isEqualTo(minutes(50));
    }

    @Test
    void whatColoursAndWidthsSayIsSaidInWords() {
        String svg = svg(NEXT_DAY, retried(1, Duration.ZERO, minutes(10)), succeeded(2, minutes(11), minutes(5)));

        assertThat(svg)
                .contains("<summary aria-label=\"in words: job j\">")
                .contains("aria-label=\"attempt 1: exit-unknown, 10m; waited 1m; attempt 2: succeeded, 5m\"")
                .contains(
                        "<li>attempt 1: exit-unknown (ambiguous), 10m, 2026-03-14T12:00:00Z to 2026-03-14T12:10:00Z</li>"
                                + "<li>waited 1m</li><li>attempt 2: succeeded (success), 5m, ")
                .contains("<text y=\"29\">2026-03-14T12:00:00Z</text>", ">16m</text>", ">2026-03-14T12:16:00Z</text>");
    }
}
