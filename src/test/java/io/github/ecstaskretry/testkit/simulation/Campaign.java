package io.github.ecstaskretry.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Many runs, on all processors. From the command line: {@code ./mvnw -Psimulation verify -Dsimulation.runs=N -Dsimulation.seed=S}.
 */
final class Campaign {

    static final String RUNS = "simulation.runs";
    static final String SEED = "simulation.seed";

    private final Simulation simulation;

    Campaign(Simulation simulation) {
        this.simulation = simulation;
    }

    /**
     * The result of a campaign.
     *
     * @param runs how many there were
     * @param faults how many struck in all of them
     * @param coverage the cells that they reached
     * @param badSeeds whose runs violated an invariant, in order
     */
    record Outcome(long runs, long faults, List<Long> badSeeds, Coverage coverage) {

        @Override
        public String toString() {
            return "simulation: " + runs + " runs, " + faults + " faults, " + badSeeds.size() + " violations";
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        Campaign campaign = new Campaign(new Simulation(Variant.AS_IT_IS));
        Outcome outcome = campaign.run(Long.getLong(SEED, 1), Long.getLong(RUNS, 100_000));
        System.out.println(outcome.coverage());
        System.out.println(campaign.report(outcome));
        if (!outcome.badSeeds().isEmpty()) {
            System.exit(1);
        }
    }

    /** Runs the seeds from the first on. */
    Outcome run(long firstSeed, long runs) throws InterruptedException {
        AtomicLong next = new AtomicLong(firstSeed);
        LongAdder faults = new LongAdder();
        Coverage coverage = new Coverage();
        List<Future<List<Long>>> workers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = Runtime.getRuntime().availableProcessors(); worker > 0; worker--) {
                workers.add(threads.submit(() -> badSeeds(next, firstSeed + runs, faults, coverage)));
            }
            List<Long> bad = new ArrayList<>();
            for (Future<List<Long>> worker : workers) {
                bad.addAll(worker.get());
            }
            return new Outcome(runs, faults.sum(), bad.stream().sorted().toList(), coverage);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private List<Long> badSeeds(AtomicLong next, long end, LongAdder faults, Coverage coverage) {
        List<Long> bad = new ArrayList<>();
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            Simulation.Result result = simulation.run(seed);
            faults.add(result.struck().size());
            coverage.add(result.cells());
            if (!result.isGood()) {
                bad.add(seed);
            }
        }
        return bad;
    }

    /** The first bad run in full, shrunk, and how to run it again; the line that sums it up comes last. */
    String report(Outcome outcome) {
        if (outcome.badSeeds().isEmpty()) {
            return outcome.toString();
        }
        long seed = outcome.badSeeds().getFirst();
        Simulation.Result shrunk = Shrinker.shrink(simulation, seed);
        return """
                Bad seeds: %s
                The first one again: ./mvnw -Psimulation verify -D%s=1 -D%s=%d
                Its run with the %d faults that matter:
                %s
                Violated:
                %s
                %s""".formatted(
                outcome.badSeeds().stream().limit(20).map(String::valueOf).collect(Collectors.joining(" ")),
                RUNS,
                SEED,
                seed,
                shrunk.struck().size(),
                String.join("\n", shrunk.trace()),
                String.join("\n", shrunk.violations()),
                outcome);
    }
}
