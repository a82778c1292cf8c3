package io.github.ecstaskretry.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant LONG_AGO = Instant.EPOCH;

    @Test
    void doesNotDelayALaunchAfterAQuietTime() {
        assertThat(Pace.SHARED.delay(LONG_AGO, NOON)).isZero();
        assertThat(Pace.SHARED.reserved(LONG_AGO, NOON)).isEqualTo(NOON.plusMillis(250));
    }

    @Test
    void delaysNoneOfAFewLaunches() {
        assertThat(Pace.SHARED.burst()).isEqualTo(24);
        assertThat(delays(Pace.SHARED, 24)).allMatch(Duration::isZero);
        assertThat(delays(Pace.SHARED, 26)).endsWith(Duration.ZERO, Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void launchesOneAtATimeIfThatIsThePace() {
        assertThat(delays(new Pace(1, Duration.ofMinutes(10)), 3))
                .containsExactly(Duration.ZERO, Duration.ofMinutes(10), Duration.ofMinutes(20));
    }

    @Test
    void roundsTheIntervalUpSoThatNoLaunchIsAdded() {
        assertThat(new Pace(7, Duration.ofSeconds(1)).interval()).isEqualTo(Duration.ofNanos(142_858_000));
        assertThat(new Pace(10_000, Duration.ofSeconds(1)).interval()).isEqualTo(Duration.ofNanos(100_000));
    }

    @Test
    void refusesNumbersOutOfRange() {
        Duration minute = Duration.ofMinutes(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(0, minute));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(10_001, minute));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(1, Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(1, Duration.ofHours(25)));
    }

    /** Clocks of several machines differ, so the times come in any order. */
    @Property(tries = 500)
    void noPeriodHasMoreThanTheLaunchesAndTheBurst(
            @ForAll @IntRange(min = 1, max = 40) int launches,
            @ForAll @IntRange(min = 1, max = 20) int seconds,
            @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 30_000) Long> millis) {
        Pace pace = new Pace(launches, Duration.ofSeconds(seconds));

        List<Instant> slots = slots(pace, millis).stream().sorted().toList();

        for (Instant begin : slots) {
            assertThat(slots.stream()
                            .filter(slot -> !slot.isBefore(begin) && slot.isBefore(begin.plus(pace.per())))
                            .count())
                    .isLessThanOrEqualTo(launches + pace.burst() - 1L);
        }
    }

    @Property(tries = 200)
    void theOrderOfSimultaneousReservationsDoesNotMatter(
            @ForAll @IntRange(min = 1, max = 100) int launches, @ForAll @IntRange(min = 1, max = 100) int number) {
        Pace pace = new Pace(launches, Duration.ofMinutes(1));

        List<Duration> delays = delays(pace, number);

        // The n-th reservation gets the n-th slot, whoever makes it.
        assertThat(delays)
                .containsExactlyElementsOf(IntStream.range(0, number)
                        .mapToObj(nth -> pace.interval().multipliedBy(Math.max(0, nth - pace.burst() + 1)))
                        .toList());
    }

    @Property(tries = 200)
    void theClockOnlyMovesAheadAndNoSlotLiesInThePast(
            @ForAll @Size(max = 50) List<@LongRange(min = 0, max = 100_000) Long> millis) {
        Pace pace = new Pace(30, Duration.ofMinutes(1));
        Instant clock = LONG_AGO;
        for (long milli : millis) {
            Instant now = NOON.plusMillis(milli);
            assertThat(pace.delay(clock, now)).isGreaterThanOrEqualTo(Duration.ZERO);
            Instant next = pace.reserved(clock, now);
            assertThat(next).isAfter(clock).isAfter(now);
            clock = next;
        }
    }

    private static List<Duration> delays(Pace pace, int number) {
        return slots(pace, IntStream.range(0, number).mapToObj(nth -> 0L).toList()).stream()
                .map(slot -> Duration.between(NOON, slot))
                .toList();
    }

    private static List<Instant> slots(Pace pace, List<Long> millis) {
        List<Instant> slots = new ArrayList<>();
        Instant clock = LONG_AGO;
        for (long milli : millis) {
            Instant now = NOON.plusMillis(milli);
            slots.add(now.plus(pace.delay(clock, now)));
            clock = pace.reserved(clock, now);
        }
        return slots;
    }
}
