package io.github.ecstaskretry.testkit.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which faults strike in a run. The same seed gives the same faults; single ones can be left out to find those that matter. */
final class Faults {

    /** Limits the faults, so that every run ends. */
    private static final int MOST = 40;

    private static final List<Double> PROBABILITIES = List.of(0.0, 0.003, 0.01, 0.02, 0.05, 0.05, 0.1, 0.15, 0.25, 0.4);

    private final Chance chance;
    private final double probability;
    private final Set<Integer> leftOut;
    private final Trace trace;
    private final List<Integer> struck = new ArrayList<>();
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private int opportunities;

    /**
     * For one run.
     *
     * @param chance of its own
     * @param leftOut numbers of opportunities at which nothing strikes
     */
    Faults(Chance chance, Set<Integer> leftOut, Trace trace) {
        this.chance = chance;
        this.probability = chance.oneOf(PROBABILITIES);
        this.leftOut = leftOut;
        this.trace = trace;
    }

    /** The fault that strikes here, if one does. */
    Optional<Fault> strike(List<Fault> possible, Object who, String where) {
        return chance.in(probability) ? struck(chance.oneOf(possible), who, where) : missed();
    }

    /** The same for a fault that is rarer or more frequent than others. */
    boolean strikes(Fault fault, double factor, String where) {
        return (chance.in(probability * factor) ? struck(fault, "", where) : missed()).isPresent();
    }

    /** A fault of the whole run, which strikes in as many runs out of all with faults. */
    boolean strikesRun(Fault fault, double share, String where) {
        return (probability > 0 && chance.in(share) ? struck(fault, "", where) : missed()).isPresent();
    }

    private Optional<Fault> missed() {
        opportunities++;
        return Optional.empty();
    }

    private Optional<Fault> struck(Fault fault, Object who, String where) {
        int opportunity = opportunities++;
        if (leftOut.contains(opportunity) || struck.size() >= MOST) {
            return Optional.empty();
        }
        struck.add(opportunity);
        counts.merge(fault, 1, Integer::sum);
        trace.say(() -> "fault " + opportunity + ": " + fault + " at " + who + " " + where);
        return Optional.of(fault);
    }

    /** The numbers of the opportunities at which a fault struck. */
    List<Integer> struck() {
        return List.copyOf(struck);
    }

    boolean has(Fault fault) {
        return counts.containsKey(fault);
    }

    Map<Fault, Integer> counts() {
        return counts;
    }

    /** Whether nothing has gone wrong in the run. */
    boolean none() {
        return struck.isEmpty();
    }
}
