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
 * The attempts of a period, followed by the attempts that the same jobs had before and after it. Reads a job by its key only if the
 * period does not hold all of its attempts.
 */
public final class WholeJobs implements Iterator<ListedAttempt> {

    private final Iterator<ListedAttempt> attempts;
    private final Function<String, List<ListedAttempt>> readJob;
    private final boolean endsBeforeNow;
    private final Map<String, Known> known = new HashMap<>();
    private Iterator<ListedAttempt> others = Collections.emptyIterator();

    /**
     * Completes the jobs of a period.
     *
     * @param attempts the attempts of the period, in any order
     * @param readJob reads all attempts of the job with that id
     * @param endsBeforeNow whether jobs may have gone on after the period
     */
    public WholeJobs(
            Iterator<ListedAttempt> attempts, Function<String, List<ListedAttempt>> readJob, boolean endsBeforeNow) {
        this.attempts = attempts;
        this.readJob = readJob;
        this.endsBeforeNow = endsBeforeNow;
    }

    @Override
    public boolean hasNext() {
        if (!attempts.hasNext() && !known.isEmpty()) {
            others = Map.copyOf(known).entrySet().stream()
                    .filter(entry -> !entry.getValue().isWhole(endsBeforeNow))
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

    private Stream<ListedAttempt> others(String jobId, Known inPeriod) {
        return readJob.apply(jobId).stream()
                .filter(attempt -> !inPeriod.has(attempt.id().number()));
    }

    /**
     * The attempts of a job that the period holds.
     *
     * @param numbers a bit for each number; a job has fewer than 64 attempts
     * @param newest the highest number
     * @param goesOn whether another attempt follows the newest
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

        boolean isWhole(boolean endsBeforeNow) {
            return Long.bitCount(numbers) == newest && !(endsBeforeNow && goesOn);
        }
    }
}
