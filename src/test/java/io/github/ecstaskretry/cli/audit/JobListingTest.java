package io.github.ecstaskretry.cli.audit;

import static io.github.ecstaskretry.cli.audit.Listed.NOON;
import static io.github.ecstaskretry.cli.audit.Listed.ended;
import static io.github.ecstaskretry.cli.audit.Listed.observed;
import static io.github.ecstaskretry.cli.audit.Listed.retried;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.audit.JobFilter.AskedState;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class JobListingTest {

    private static JobListing list(JobFilter filter, int limit, ListedAttempt... attempts) {
        return JobListing.of(
                List.of(attempts).iterator(), UnaryOperator.identity(), filter, limit, NOON.plusSeconds(3600));
    }

    @Test
    void describesAJobByItsNewestAttempt() {
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
    void anOpenJobWaitsUntilItIsDueAndThenRuns() {
        ListedAttempt attempt = retried("a", 1, NOON);

        assertThat(Job.of(attempt, NOON.plusSeconds(59)).state()).isEqualTo(JobState.WAITING);
        assertThat(Job.of(attempt, NOON.plusSeconds(60)).state()).isEqualTo(JobState.RUNNING);
        assertThat(Job.of(observed("a", NOON), NOON).state()).isEqualTo(JobState.OBSERVED);
    }

    @Test
    void countsTheDurationUntilNowOrUntilTheEnd() {
        assertThat(Job.of(retried("a", 1, NOON), NOON.plusSeconds(60)).duration(NOON.plusSeconds(60)))
                .contains(Duration.ofMinutes(11));
        Instant clockBehind = NOON.minus(Duration.ofDays(1));
        assertThat(Job.of(retried("a", 1, NOON), clockBehind).duration(clockBehind))
                .contains(Duration.ZERO);
        assertThat(Job.of(ended("a", 1, NOON, Outcome.FAILED), NOON).duration(NOON.plusSeconds(60)))
                .contains(Duration.ofMinutes(10));
        assertThat(Job.of(ended("a", 2, NOON, Outcome.FAILED), NOON).duration(NOON))
                .isEmpty();
    }

    @Test
    void stopsReadingAtTheFirstJobBeyondTheLimit() {
        AtomicInteger read = new AtomicInteger();
        Iterator<ListedAttempt> endless = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public ListedAttempt next() {
                int job = read.incrementAndGet();
                return ended("job" + job, 1, NOON.minusMillis(job), Outcome.FAILED);
            }
        };

        JobListing listing = JobListing.of(endless, UnaryOperator.identity(), JobFilter.ALL, 3, NOON);

        assertThat(listing.jobs()).hasSize(3);
        assertThat(listing.more()).isTrue();
        assertThat(read).hasValue(4);
    }

    @Test
    void listsEveryJobOfAMillisecond() {
        JobListing listing = list(
                JobFilter.ALL,
                1,
                ended("a", 1, NOON, Outcome.FAILED),
                ended("b", 1, NOON, Outcome.FAILED),
                ended("c", 1, NOON.minusMillis(1), Outcome.FAILED));

        assertThat(listing.jobs()).extracting(Job::id).containsExactly("a", "b");
        assertThat(listing.next()).isEqualTo(NOON);
    }

    /** Jobs of one to three attempts, many of which stop in the same millisecond. */
    @Property(tries = 300)
    void followingNextListsEveryJobAndEnds(
            @ForAll @Size(max = 20) List<@Size(min = 1, max = 3) List<@IntRange(max = 5) Integer>> jobs,
            @ForAll @IntRange(min = 1, max = 4) int limit) {
        List<ListedAttempt> attempts = new ArrayList<>();
        Map<String, ListedAttempt> newest = new HashMap<>();
        for (int job = 0; job < jobs.size(); job++) {
            List<Integer> stops = jobs.get(job).stream().sorted().toList();
            for (int number = 1; number <= stops.size(); number++) {
                Instant stop = NOON.plusMillis(stops.get(number - 1));
                ListedAttempt attempt = number == stops.size()
                        ? ended("job" + job, number, stop, Outcome.FAILED)
                        : retried("job" + job, number, stop);
                attempts.add(attempt);
                newest.put("job" + job, attempt);
            }
        }
        Set<String> listed = new HashSet<>();

        Instant until = NOON.plusSeconds(1);
        for (int page = 1; until != null; page++) {
            TimeRange range = new TimeRange(NOON, until);
            JobListing listing = JobListing.of(
                    NewestFirst.sorted(attempts.stream()
                            .filter(attempt -> range.contains(attempt.stoppedAt()))
                            .toList()),
                    attempt -> newest.get(attempt.id().jobId()),
                    JobFilter.ALL,
                    limit,
                    NOON.plusSeconds(60));
            listing.jobs().forEach(job -> listed.add(job.id()));
            // At most one page for each millisecond.
            assertThat(page).isLessThanOrEqualTo(6);
            until = listing.next();
        }

        assertThat(listed).isEqualTo(newest.keySet());
    }

    @Test
    void judgesAJobOnlyByItsNewestAttempt() {
        JobFilter running = new JobFilter(null, null, List.of(AskedState.RUNNING), null);

        assertThat(list(running, 10, ended("a", 2, NOON.plusSeconds(100), Outcome.FAILED), retried("a", 1, NOON))
                        .jobs())
                .isEmpty();
    }

    @Property(tries = 200)
    void mergesStreamsNewestFirst(@ForAll List<@IntRange(max = 3) Integer> places) {
        List<List<ListedAttempt>> streams =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int job = 0; job < places.size(); job++) {
            streams.get(places.get(job)).add(ended("job" + job, 1, NOON.minusSeconds(job), Outcome.FAILED));
        }

        Iterator<ListedAttempt> merged =
                new NewestFirst(streams.stream().map(List::iterator).toList());

        for (int job = 0; job < places.size(); job++) {
            assertThat(merged.next().id().jobId()).isEqualTo("job" + job);
        }
        assertThat(merged.hasNext()).isFalse();
    }
}
