package io.github.ecstaskretry.testkit.simulation;

import java.util.HashSet;
import java.util.Set;

/** Removes from a bad run every fault without which the run is still bad. */
final class Shrinker {

    private final Simulation simulation;
    private final long seed;
    private final Set<Integer> leftOut = new HashSet<>();

    private Shrinker(Simulation simulation, long seed) {
        this.simulation = simulation;
        this.seed = seed;
    }

    /** The run with the faults that matter, and its trace. */
    static Simulation.Result shrink(Simulation simulation, long seed) {
        Shrinker shrinker = new Shrinker(simulation, seed);
        while (shrinker.leavesOneOut()) {
            // A removed fault changes the rest of the run, so all remaining faults are tried again.
        }
        return simulation.run(seed, shrinker.leftOut, true);
    }

    private boolean leavesOneOut() {
        for (int fault : simulation.run(seed, leftOut, false).struck()) {
            leftOut.add(fault);
            if (!simulation.run(seed, leftOut, false).isGood()) {
                return true;
            }
            leftOut.remove(fault);
        }
        return false;
    }
}
