package io.github.ecstaskretry.cli.audit;

import static io.github.ecstaskretry.cli.audit.ReportJobs.NOON;
import static io.github.ecstaskretry.cli.audit.ReportJobs.retried;
import static io.github.ecstaskretry.cli.audit.ReportJobs.succeeded;
import static io.github.ecstaskretry.cli.audit.ReportJobs.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.ecstaskretry.cli.audit.TimelineLayout.Piece;
import io.github.ecstaskretry.cli.audit.TimelineLayout.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimelineLayoutTest {

    private static final Instant NEXT_DAY = NOON.plus(Duration.ofDays(1));

    private static List<Piece> pieces(Instant now, ListedAttempt... attempts) {
        return TimelineLayout.of(timeline(now, attempts), now, 300).pieces();
    }

    private static List<Segment> parts(List<Piece> pieces) {
        return pieces.stream().map(Piece::part).toList();
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    @Test
    void drawsAttemptsAndWaitsAsWideAsTheyLasted() {
        List<Piece> pieces =
                pieces(NEXT_DAY, retried(1, Duration.ZERO, minutes(10)), succeeded(2, minutes(15), minutes(5)));

        assertThat(parts(pieces)).containsExactly(Segment.ATTEMPT, Segment.WAIT, Segment.ATTEMPT);
        assertThat(pieces).extracting(Piece::left).containsExactly(0.0, 150.0, 225.0);
        assertThat(pieces).extracting(Piece::width).containsExactly(150.0, 75.0, 75.0);
    }

    @Test
    void keepsSecondsVisibleBesideDays() {
        List<Piece> pieces = pieces(
                NEXT_DAY,
                retried(1, Duration.ZERO, Duration.ofSeconds(1)),
                retried(2, Duration.ofSeconds(2), Duration.ofSeconds(1)),
                succeeded(3, Duration.ofHours(20), minutes(1)));

        assertThat(pieces).extracting(Piece::width).containsExactly(14.0, 4.0, 14.0, 254.0, 14.0);
    }

    /** Even with as many attempts as a policy allows, no piece covers another. */
    @Property
    void fillsTheLineFromLeftToRight(@ForAll @Size(min = 1, max = 50) List<@IntRange(max = 100_000) Integer> seconds) {
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
    void endsAWaitingJobWithAWaitUntilNow() {
        Instant now = NOON.plus(minutes(10)).plusSeconds(30);
        List<Piece> pieces = pieces(now, retried(1, Duration.ZERO, minutes(10)));

        assertThat(parts(pieces)).containsExactly(Segment.ATTEMPT, Segment.OPEN_WAIT);
    }

    @Test
    void endsARunningJobWithAnAttemptUntilNow() {
        Instant now = NOON.plus(minutes(30));
        List<Piece> pieces = pieces(now, retried(1, Duration.ZERO, minutes(10)));

        assertThat(parts(pieces)).containsExactly(Segment.ATTEMPT, Segment.WAIT, Segment.FLIGHT);
    }

    /** How much of that time was a wait is unknown. */
    @Test
    void doesNotTakeAMissingAttemptForAWait() {
        List<Piece> pieces = pieces(
                NEXT_DAY,
                retried(2, Duration.ZERO, minutes(10)),
                retried(4, minutes(60), minutes(10)),
                succeeded(5, minutes(75), minutes(5)));

        assertThat(parts(pieces))
                .containsExactly(
                        Segment.MISSING,
                        Segment.ATTEMPT,
                        Segment.MISSING,
                        Segment.ATTEMPT,
                        Segment.WAIT,
                        Segment.ATTEMPT);
        assertThat(pieces).extracting(Piece::missing).containsExactly(1, 0, 1, 0, 0, 0);
        assertThat(pieces.get(2).lasted()).isEqualTo(minutes(50));
    }
}
