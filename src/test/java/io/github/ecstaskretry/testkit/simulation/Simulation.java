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
     */
    record Result(List<Integer> struck, List<String> violations, List<String> trace) {

        boolean isGood() {
            return violations.isEmpty();
        }
    }

    Result run(long seed) {
        return run(seed, Set.of(), false);
    }

    Result run(long seed, Set<Integer> leftOut, boolean traced) {
        World world = new World(seed, leftOut, variant, traced);
        world.run();
        return new Result(
                world.faults().struck(),
                Invariants.violated(world),
                world.trace().lines());
    }
}
