package io.github.ecstaskretry.testkit.simulation.mistakes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the simulation would notice. */
@SuppressWarnings("EnumOrdinal") // The patched classes count the mistakes.
class MistakeTest {

    private static final long RUNS = 400;

    /** Loaded once for all mistakes, so that the JVM compiles the simulation once. */
    private static final PatchedClasses CLASSES = new PatchedClasses(
            Arrays.stream(Mistake.values()).map(Mistake::patch).toList());

    /** Also loads what the classes keep, before a mistake can get into it. */
    @BeforeAll
    static void thePatchedClassesAreRightAsLongAsNoMistakeIsMade() throws ReflectiveOperationException {
        assertThat(firstViolation(-1, 20, "")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theSimulationSeesTheMistake(Mistake mistake) throws ReflectiveOperationException {
        String violation = firstViolation(mistake.ordinal(), RUNS, mistake.symptom());

        System.out.println(mistake + ": " + violation.substring(0, Math.min(140, violation.length())));
        assertThat(violation).as("a violation within " + RUNS + " runs").isNotEmpty();
    }

    private static String firstViolation(int mistake, long runs, String symptom) throws ReflectiveOperationException {
        return (String) CLASSES.loadClass("io.github.ecstaskretry.testkit.simulation.Probe")
                .getMethod("firstViolation", int.class, long.class, String.class)
                .invoke(null, mistake, runs, symptom);
    }
}
