package io.github.ecstaskretry.testkit.simulation.mistakes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the simulation would notice. */
class MistakeTest {

    private static final long RUNS = 400;

    @ParameterizedTest
    @EnumSource
    void theSimulationSeesTheMistake(Mistake mistake) {
        String violation = mistake.shownBy(RUNS);

        System.out.println(mistake + ": " + violation.substring(0, Math.min(140, violation.length())));
        assertThat(violation).as("a violation within " + RUNS + " runs").isNotEmpty();
    }
}
