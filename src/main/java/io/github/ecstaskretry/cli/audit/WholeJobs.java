package io.github.ecstaskretry.cli.audit;

import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
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

    /** Whether another attempt follows, by job and the attempt's number. */
    private final Map<String, SortedMap<Integer, Boolean>> known = new HashMap<>();

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
                    .filter(entry -> !isWhole(entry.getValue()))
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
            known.computeIfAbsent(attempt.id().jobId(), jobId -> new TreeMap<>())
                    .put(attempt.id().number(), attempt.goesOn());
        }
        return attempt;
    }

    private Stream<ListedAttempt> others(String jobId, SortedMap<Integer, Boolean> inPeriod) {
        return readJob.apply(jobId).stream()
                .filter(attempt -> !inPeriod.containsKey(attempt.id().number()));
    }

    private boolean isWhole(SortedMap<Integer, Boolean> inPeriod) {
        return inPeriod.size() == inPeriod.lastKey()
                && !(endsBeforeNow && inPeriod.lastEntry().getValue());
    }
}
