package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.testkit.simulation.mistakes.Planted;
import java.util.regex.Pattern;

/** Looks for a run that shows a mistake. Called by reflection, in a class loader that has the mistakes in its classes. */
public final class Probe {

    private Probe() {}

    /**
     * The first violation that a mistake explains, and its seed; empty if none of the runs shows it.
     *
     * @param mistake its number; a negative one: no mistake is made
     * @param from the first seed
     * @param runs at most
     * @param pattern of the violation
     */
    public static String firstViolation(int mistake, long from, long runs, String pattern) {
        Planted.make(mistake);
        try {
            return new Simulation(Variant.AS_IT_IS)
                    .firstViolation(Pattern.compile(pattern).asPredicate(), from, runs)
                    .orElse("");
        } finally {
            Planted.makeNone();
        }
    }
}
