package io.github.ecstaskretry.testkit.simulation;

import java.util.List;
import java.util.Set;

/** Runs from seeds. */
final class Simulation {

    private final Variant variant;

    Simulation(Variant variant) {
        this.variant = variant;
    }

    /**
     * What came of a run.
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
