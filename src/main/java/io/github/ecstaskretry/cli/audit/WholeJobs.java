package io.github.ecstaskretry.cli.audit;

import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Attempts of a time, and after them what the same jobs had before and after it. Asks once for each job of which an attempt is not among
 * those of the time, and for none of the others.
 */
public final class WholeJobs implements Iterator<ListedAttempt> {

    private final Iterator<ListedAttempt> attempts;
    private final Function<String, List<ListedAttempt>> job;
    private final boolean ends;
    private final Map<String, Known> known = new HashMap<>();
    private Iterator<ListedAttempt> others = Collections.emptyIterator();

    /**
     * Completes jobs.
     *
     * @param attempts in any order
     * @param job the attempts of the job with that id
     * @param ends whether jobs may have gone on after these attempts
     */
    public WholeJobs(Iterator<ListedAttempt> attempts, Function<String, List<ListedAttempt>> job, boolean ends) {
        this.attempts = attempts;
        this.job = job;
        this.ends = ends;
    }

    @Override
    public boolean hasNext() {
        if (!attempts.hasNext() && !known.isEmpty()) {
            others = Map.copyOf(known).entrySet().stream()
                    .filter(entry -> !entry.getValue().whole(ends))
                    .flatMap(entry -> others(entry.getKey(), entry.getValue()))
                    .iterator();
            known.clear();
        }
        return attempts.hasNext() || others.hasNext();
    }

    @Override
    public ListedAttempt next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (!attempts.hasNext()) {
            return others.next();
        }
        ListedAttempt attempt = attempts.next();
        if (!attempt.id().isFirst() || attempt.goesOn()) {
            known.merge(attempt.id().jobId(), Known.of(attempt), Known::and);
        }
        return attempt;
    }

    private Stream<ListedAttempt> others(String jobId, Known among) {
        return job.apply(jobId).stream()
                .filter(attempt -> !among.has(attempt.id().number()));
    }

    /**
     * Which attempts of a job are among those of the time.
     *
     * @param numbers a bit for each; there are fewer than 64
     * @param newest the highest number
     * @param goesOn whether that one is to be followed by another
     */
    private record Known(long numbers, int newest, boolean goesOn) {

        static Known of(ListedAttempt attempt) {
            return new Known(1L << attempt.id().number(), attempt.id().number(), attempt.goesOn());
        }

        Known and(Known other) {
            return new Known(
                    numbers | other.numbers,
                    Math.max(newest, other.newest),
                    newest > other.newest ? goesOn : other.goesOn);
        }

        boolean has(int number) {
            return (numbers >> number & 1) == 1;
        }

        boolean whole(boolean ends) {
            return Long.bitCount(numbers) == newest && !(ends && goesOn);
        }
    }
}
