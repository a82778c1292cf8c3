package io.github.ecstaskretry.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which faults strike in a run. The same seed gives the same faults; single ones can be left out to find those that matter. */
final class Faults {

    /** So that every run ends: what is tried often enough succeeds. */
    private static final int MOST = 40;

    private final Chance chance;
    private final double probability;
    private final Set<Integer> leftOut;
    private final Trace trace;
    private final List<Integer> struck = new ArrayList<>();
    private int opportunities;

    /**
     * For one run.
     *
     * @param chance of its own
     * @param leftOut numbers of opportunities at which nothing strikes
     */
    Faults(Chance chance, Set<Integer> leftOut, Trace trace) {
        this.chance = chance;
        this.probability = chance.oneOf(List.of(0.0, 0.01, 0.05, 0.15, 0.4));
        this.leftOut = leftOut;
        this.trace = trace;
    }

    /** The fault that strikes here, if one does. */
    Optional<Fault> strike(List<Fault> possible, String where) {
        return chance.in(probability) ? struck(chance.oneOf(possible), where) : missed();
    }

    /** The same for a fault that is rarer or more frequent than others. */
    boolean strikes(Fault fault, double factor, String where) {
        return (chance.in(probability * factor) ? struck(fault, where) : missed()).isPresent();
    }

    private Optional<Fault> missed() {
        opportunities++;
        return Optional.empty();
    }

    private Optional<Fault> struck(Fault fault, String where) {
        int opportunity = opportunities++;
        if (leftOut.contains(opportunity) || struck.size() >= MOST) {
            return Optional.empty();
        }
        struck.add(opportunity);
        trace.say(() -> "fault " + opportunity + ": " + fault + " at " + where);
        return Optional.of(fault);
    }

    /** The numbers of the opportunities at which one struck. */
    List<Integer> struck() {
        return List.copyOf(struck);
    }
}
