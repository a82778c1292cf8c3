package io.github.ecstaskretry.audit;

import static io.github.ecstaskretry.audit.Listed.NOON;
import static io.github.ecstaskretry.audit.Listed.ended;
import static io.github.ecstaskretry.audit.Listed.observed;
import static io.github.ecstaskretry.audit.Listed.retried;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ecstaskretry.decide.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JobListingTest {

    private static JobListing list(JobFilter filter, int limit, ListedAttempt... attempts) {
        return JobListing.of(
                List.of(attempts).iterator(), UnaryOperator.identity(), filter, limit, NOON.plusSeconds(3600));
    }

    @Test
    void aJobIsToldByItsNewestAttempt() {
        JobListing listing = list(
                JobFilter.ALL,
                10,
                ended("a", 2, NOON.plusSeconds(100), Outcome.SUCCEEDED),
                ended("b", 1, NOON.plusSeconds(50), Outcome.FAILED),
                retried("a", 1, NOON));

        assertThat(listing.jobs()).extracting(Job::id).containsExactly("a", "b");
        assertThat(listing.jobs()).extracting(Job::attempts).containsExactly(2, 1);
        assertThat(listing.jobs()).extracting(Job::state).containsExactly(JobState.SUCCEEDED, JobState.FAILED);
        assertThat(listing.more()).isFalse();
    }

    @Test
    void anOpenJobWaitsUntilItIsDueAndRunsThen() {
        ListedAttempt attempt = retried("a", 1, NOON);

        assertThat(Job.of(attempt, NOON.plusSeconds(59)).state()).isEqualTo(JobState.WAITING);
        assertThat(Job.of(attempt, NOON.plusSeconds(60)).state()).isEqualTo(JobState.RUNNING);
        assertThat(Job.of(observed("a", NOON), NOON).state()).isEqualTo(JobState.OBSERVED);
    }

    @Test
    void anOpenJobHasTakenUntilNowAndAnEndedOneUntilItsEnd() {
        assertThat(Job.of(retried("a", 1, NOON), NOON.plusSeconds(60)).duration(NOON.plusSeconds(60)))
                .contains(Duration.ofMinutes(11));
        assertThat(Job.of(ended("a", 1, NOON, Outcome.FAILED), NOON).duration(NOON.plusSeconds(60)))
                .contains(Duration.ofMinutes(10));
        assertThat(Job.of(ended("a", 2, NOON, Outcome.FAILED), NOON).duration(NOON))
                .isEmpty();
    }

    @Test
    void nothingIsReadBeyondTheFirstJobTooMany() {
        AtomicInteger read = new AtomicInteger();
        Iterator<ListedAttempt> endless = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public ListedAttempt next() {
                return ended("job" + read.incrementAndGet(), 1, NOON, Outcome.FAILED);
            }
        };

        JobListing listing = JobListing.of(endless, UnaryOperator.identity(), JobFilter.ALL, 3, NOON);

        assertThat(listing.jobs()).hasSize(3);
        assertThat(listing.more()).isTrue();
        assertThat(read).hasValue(4);
    }

    @Test
    void anOlderAttemptDoesNotBringBackAJobThatTheFilterRefused() {
        JobFilter running = new JobFilter(null, null, List.of(JobState.RUNNING), null);

        assertThat(list(running, 10, ended("a", 2, NOON.plusSeconds(100), Outcome.FAILED), retried("a", 1, NOON))
                        .jobs())
                .isEmpty();
    }

    @Property(tries = 200)
    void mergedStreamsAreNewestFirst(@ForAll List<@IntRange(max = 3) Integer> places) {
        List<List<ListedAttempt>> streams =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int job = 0; job < places.size(); job++) {
            streams.get(places.get(job)).add(ended("job" + job, 1, NOON.minusSeconds(job), Outcome.FAILED));
        }

        Iterator<ListedAttempt> merged =
                NewestFirst.merge(streams.stream().map(List::iterator).toList());

        for (int job = 0; job < places.size(); job++) {
            assertThat(merged.next().id().jobId()).isEqualTo("job" + job);
        }
        assertThat(merged.hasNext()).isFalse();
    }

    @Test
    void aChainOpensAStreamWhenTheOneBeforeHasEnded() {
        AtomicInteger opened = new AtomicInteger();
        Iterator<ListedAttempt> chain = NewestFirst.chain(List.of(
                () -> List.of(ended("a", 1, NOON, Outcome.FAILED)).iterator(), () -> {
                    opened.incrementAndGet();
                    return List.of(ended("b", 1, NOON, Outcome.FAILED)).iterator();
                }));

        assertThat(chain.next().id().jobId()).isEqualTo("a");
        assertThat(opened).hasValue(0);
        assertThat(chain.next().id().jobId()).isEqualTo("b");
        assertThat(chain.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(chain::next);
    }
}
