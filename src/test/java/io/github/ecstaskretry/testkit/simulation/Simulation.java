package io.github.ecstaskretry.testkit.simulation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Runs from seeds. */
final class Simulation {

    private final Variant variant;

    Simulation(Variant variant) {
        this.variant = variant;
    }

    /**
     * The result of a run.
     *
     * @param struck the opportunities at which a fault struck
     * @param violations of the invariants, a sentence each
     * @param trace empty when it was not asked for
     * @param cells of the coverage table that it reached
     */
    record Result(List<Integer> struck, List<String> violations, List<String> trace, Set<String> cells) {

        boolean isGood() {
            return violations.isEmpty();
        }
    }

    Result run(long seed) {
        return run(seed, Set.of(), false);
    }

    Result run(long seed, Set<Integer> leftOut, boolean traced) {
        if (Thread.currentThread().isVirtual()) {
            return result(seed, leftOut, traced);
        }
        // A run hands over between virtual threads, which is cheap only among those.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(() -> result(seed, leftOut, traced)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first violation that contains the symptom, with its seed; empty if none of so many runs from a seed on has one. */
    Optional<String> firstViolation(Predicate<String> symptom, long from, long runs) {
        for (long seed = from; seed < from + runs; seed++) {
            for (String violation : run(seed).violations()) {
                if (symptom.test(violation)) {
                    return Optional.of("seed " + seed + ": " + violation);
                }
            }
        }
        return Optional.empty();
    }

    private Result result(long seed, Set<Integer> leftOut, boolean traced) {
        World world = new World(seed, leftOut, variant, traced);
        try {
            world.run();
        } catch (IllegalStateException broken) {
            return new Result(
                    world.faults().struck(),
                    List.of(broken.getMessage() + ": " + broken.getCause()),
                    world.trace().lines(),
                    Coverage.cells(world));
        }
        return new Result(
                world.faults().struck(),
                Invariants.violated(world),
                world.trace().lines(),
                Coverage.cells(world));
    }
}
