package io.github.ecstaskretry.cli.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Completes jobs of which a period has only some attempts. */
public final class WholeJobs {

    private WholeJobs() {}

    /**
     * The attempts of a period, followed by the attempts that the same jobs had before and after it. Reads a job only if the period
     * does not hold all of its attempts, and not before the attempts of the period have been used.
     *
     * @param inPeriod the attempts of the period, in any order
     * @param readJob reads all attempts of the job with that id
     * @param endsBeforeNow whether jobs may have gone on after the period
     */
    public static Stream<ListedAttempt> of(
            Stream<ListedAttempt> inPeriod, Function<String, List<ListedAttempt>> readJob, boolean endsBeforeNow) {
        // By job: the attempts' numbers, and whether another attempt follows. Keeps no first-time success, because most
        // jobs are one.
        Map<String, SortedMap<Integer, Boolean>> known = new HashMap<>();
        Stream<ListedAttempt> remembered = inPeriod.peek(attempt -> {
            if (!attempt.id().isFirst() || attempt.goesOn()) {
                known.computeIfAbsent(attempt.id().jobId(), jobId -> new TreeMap<>())
                        .put(attempt.id().number(), attempt.goesOn());
            }
        });
        Stream<ListedAttempt> others = Stream.of(known)
                .flatMap(jobs -> jobs.entrySet().stream())
                .filter(job -> !isWhole(job.getValue(), endsBeforeNow))
                .flatMap(job -> readJob.apply(job.getKey()).stream()
                        .filter(attempt ->
                                !job.getValue().containsKey(attempt.id().number())));
        return Stream.concat(remembered, others);
    }

    private static boolean isWhole(SortedMap<Integer, Boolean> attempts, boolean endsBeforeNow) {
        return attempts.size() == attempts.lastKey()
                && !(endsBeforeNow && attempts.lastEntry().getValue());
    }
}
