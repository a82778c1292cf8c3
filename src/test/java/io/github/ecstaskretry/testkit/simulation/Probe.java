package io.github.ecstaskretry.testkit.simulation;

import java.util.regex.Pattern;

/** Looks for a run that shows a mistake. Called by reflection, in a class loader that has the mistake in its classes. */
public final class Probe {

    private Probe() {}

    /**
     * The first violation that the mistake explains, and its seed; empty if none of the runs shows it.
     *
     * @param pattern of the violation
     */
    public static String firstViolation(long runs, String pattern) {
        Simulation simulation = new Simulation(Variant.AS_IT_IS);
        Pattern symptom = Pattern.compile(pattern);
        for (long seed = 1; seed <= runs; seed++) {
            for (String violation : simulation.run(seed).violations()) {
                if (symptom.matcher(violation).find()) {
                    return "seed " + seed + ": " + violation;
                }
            }
        }
        return "";
    }
}
