package io.github.ecstaskretry.cli.ask.backtest;

import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Puts attempts together to jobs. An export has the attempts of a job next to each other, so that few jobs are kept at a time; in any
 * other order, those that have not ended are.
 */
public final class JobCollector {

    private final Consumer<List<KeptAttempt>> jobs;
    private final Map<String, List<KeptAttempt>> open = new LinkedHashMap<>();
    private List<KeptAttempt> run = new ArrayList<>();

    /** Gives each job to the consumer, its attempts in order. */
    public JobCollector(Consumer<List<KeptAttempt>> jobs) {
        this.jobs = jobs;
    }

    public void add(KeptAttempt attempt) {
        if (!run.isEmpty() && !jobId(run.getFirst()).equals(jobId(attempt))) {
            endRun();
        }
        run.add(attempt);
    }

    /** Ends the collection. {@code read} gives all attempts of a job whose first ones are missing; empty if they cannot be had. */
    public void finish(Function<String, List<KeptAttempt>> read) {
        if (!run.isEmpty()) {
            endRun();
        }
        open.forEach((jobId, attempts) -> {
            List<KeptAttempt> whole = startsAtOne(attempts) ? List.of() : read.apply(jobId);
            jobs.accept(whole.isEmpty() ? attempts : inOrder(whole));
        });
    }

    private void endRun() {
        String jobId = jobId(run.getFirst());
        List<KeptAttempt> earlier = open.remove(jobId);
        if (earlier != null) {
            run.addAll(earlier);
        }
        List<KeptAttempt> job = inOrder(run);
        if (startsAtOne(job) && job.getLast().recorded().decision() instanceof RecordedDecision.End) {
            jobs.accept(job);
        } else {
            open.put(jobId, job);
        }
        run = new ArrayList<>();
    }

    private static boolean startsAtOne(List<KeptAttempt> job) {
        return job.getLast().recorded().id().number() == job.size();
    }

    private static List<KeptAttempt> inOrder(List<KeptAttempt> attempts) {
        return attempts.stream()
                .sorted(Comparator.comparingInt(
                        attempt -> attempt.recorded().id().number()))
                .toList();
    }

    private static String jobId(KeptAttempt attempt) {
        return attempt.recorded().id().jobId();
    }
}
