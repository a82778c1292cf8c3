package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.cli.audit.JobFilter;
import io.github.ecstaskretry.cli.audit.JobState;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.NewestFirst;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.store.PendingShard;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads the attempts from which jobs are listed, several queries at a time. */
public record JobListingReader(TableReader reader, Executor threads) {

    /** A smaller page is hardly cheaper, because the call costs most. */
    private static final int SMALLEST_PAGE = 50;

    /**
     * The attempts from which jobs are listed, newest first: all of a family; or, without a family, those that wait or run and those
     * that ended a job, except first-time successes.
     *
     * @param openSince also lists older jobs that wait or run, if they stopped after this time; with a family only if the filter names
     *     their states
     * @param jobs how many jobs to list; the method reads, and pays for, little more
     * @param progress gets each day before its outcomes are queried
     */
    public Iterator<ListedAttempt> newestFirst(
            JobFilter filter, TimeRange range, Instant openSince, int jobs, Consumer<LocalDate> progress) {
        int page = Math.clamp(2L * jobs, SMALLEST_PAGE, TableReader.LARGEST_PAGE);
        boolean open = filter.mayBeIn(Set.of(JobState.WAITING, JobState.HELD, JobState.RUNNING));
        boolean openBefore = openSince.isBefore(range.since());
        List<Iterator<ListedAttempt>> streams = new ArrayList<>();
        String family = filter.family();
        if (family != null) {
            streams.add(listed(reader.family(family, range).limit(page)));
            if (open && !filter.states().isEmpty() && openBefore) {
                streams.add(pending(new TimeRange(openSince, range.since()), family));
            }
            return streams.size() == 1 ? streams.getFirst() : new NewestFirst(streams);
        }
        if (open) {
            streams.add(pending(openBefore ? new TimeRange(openSince, range.until()) : range, null));
        }
        if (!outcomes(filter).isEmpty()) {
            streams.add(new Days(range.daysNewestFirst().iterator(), day -> {
                progress.accept(day);
                return new NewestFirst(sideBySide(outcomes(filter).stream()
                        .map(outcome ->
                                listed(reader.outcome(outcome, day, range).limit(page)))
                        .toList()));
            }));
        }
        return new NewestFirst(streams);
    }

    /** How many queries {@link #newestFirst} may make for ended jobs: one for each outcome and day. */
    public static int queriesForEndedJobs(JobFilter filter, TimeRange range) {
        return filter.family() == null
                ? outcomes(filter).size() * range.daysNewestFirst().size()
                : 0;
    }

    private static List<Outcome> outcomes(JobFilter filter) {
        return Arrays.stream(Outcome.values())
                // The index holds SUCCEEDED for both.
                .filter(outcome -> outcome != Outcome.RECOVERED)
                .filter(outcome -> filter.mayBeIn(Set.of(JobState.of(outcome))))
                .toList();
    }

    private Iterator<ListedAttempt> pending(TimeRange stopped, @Nullable String family) {
        return NewestFirst.sorted(pending().stream()
                .filter(attempt -> stopped.contains(attempt.stoppedAt()))
                .filter(attempt -> family == null || family.equals(attempt.family()))
                .toList());
    }

    /** The attempts whose next attempt waits or runs, in no order. */
    public List<ListedAttempt> pending() {
        List<ListedAttempt> pending = new ArrayList<>();
        sideBySide(Stream.concat(PendingShard.ofRetries().stream(), PendingShard.ofHeldRetries().stream())
                        .map(shard -> listed(reader.pending(shard)))
                        .toList())
                .forEach(shard -> shard.forEachRemaining(pending::add));
        return pending;
    }

    /** Reads the first page of each stream at the same time. */
    private List<Iterator<ListedAttempt>> sideBySide(List<Iterator<ListedAttempt>> streams) {
        try {
            CompletableFuture.allOf(streams.stream()
                            .map(stream -> CompletableFuture.supplyAsync(stream::hasNext, threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
            return streams;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Iterator<ListedAttempt> listed(QueryRequest.Builder query) {
        return reader.query(query, TableItems::listed).iterator();
    }

    /** The attempts of one day after the other. Reads a day after the attempts of the day before it in the list have been used. */
    private static final class Days implements Iterator<ListedAttempt> {

        private final Iterator<LocalDate> days;
        private final Function<LocalDate, Iterator<ListedAttempt>> read;
        private Iterator<ListedAttempt> day = Collections.emptyIterator();

        Days(Iterator<LocalDate> days, Function<LocalDate, Iterator<ListedAttempt>> read) {
            this.days = days;
            this.read = read;
        }

        @Override
        public boolean hasNext() {
            while (!day.hasNext() && days.hasNext()) {
                day = read.apply(days.next());
            }
            return day.hasNext();
        }

        @Override
        public ListedAttempt next() {
            return hasNext()
                    ? day.next()
                    : Collections.<ListedAttempt>emptyIterator().next();
        }
    }
}
