package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundTest {

    private static final Instant BEGIN = Instant.parse("2026-01-31T12:00:00Z");

    private Instant now = BEGIN;
    private final Round round = new Round(() -> now, failure -> false, BEGIN.plusSeconds(30));

    @Test
    void keepsThingsFetchedBeforeAFailureAndFetchesTheNextSource() {
        Iterable<Integer> breaks =
                () -> Stream.of(1, 2, 3).peek(RoundTest::failAtThree).iterator();

        assertThat(round.gather(Stage.RETRIES, List.of(breaks, List.of(4)))).containsExactly(1, 2, 4);
        assertThat(round.result().failures()).containsExactly("RETRIES: IllegalStateException: page 3");
    }

    private static void failAtThree(int page) {
        if (page == 3) {
            throw new IllegalStateException("page 3");
        }
    }

    @Test
    void fetchesForHalfOfTheTimeThatThePartHas() {
        Iterable<Integer> slow = () -> slowly(IntStream.range(0, 100).iterator());

        // The retries' part ends after 18 of the round's 30 s.
        assertThat(round.gather(Stage.RETRIES, List.of(slow))).hasSize(9);
        assertThat(round.goesOn(Stage.RETRIES)).isTrue();
        assertThat(round.result().outOfTime()).containsExactly(Stage.RETRIES);
    }

    /** A second each. */
    private Iterator<Integer> slowly(Iterator<Integer> numbers) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return numbers.hasNext();
            }

            @Override
            public Integer next() {
                now = now.plus(Duration.ofSeconds(1));
                return numbers.next();
            }
        };
    }

    @Test
    void skipsADeniedClusterAndFailsNothing() {
        round.each(Stage.STOPPED_TASKS, List.of(TaskEvent.CLUSTER_ARN), cluster -> cluster, cluster -> {
            throw new ClusterDeniedException(cluster, new IllegalStateException("AccessDeniedException"));
        });

        assertThat(round.result().whole()).isTrue();
        assertThat(round.result().skipped())
                .containsExactly("AWS denies this deployment the tasks of cluster " + TaskEvent.CLUSTER_ARN);
    }
}
