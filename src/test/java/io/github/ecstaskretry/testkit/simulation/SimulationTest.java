package io.github.ecstaskretry.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No job is lost, no task is launched twice, and the simulation notices broken variants. */
class SimulationTest {

    private static final long A_FEW = 500;
    private static final Simulation AS_IT_IS = new Simulation(Variant.AS_IT_IS);

    @Test
    void theInvariantsHoldInEveryRun() throws InterruptedException {
        Campaign campaign = new Campaign(AS_IT_IS);

        Campaign.Outcome outcome = campaign.run(Long.getLong(Campaign.SEED, 1), Long.getLong(Campaign.RUNS, 10_000));

        assertThat(outcome.badSeeds())
                .withFailMessage(() -> campaign.report(outcome))
                .isEmpty();
        assertThat(outcome.faults()).isGreaterThan(outcome.runs());
        System.out.println(outcome.coverage());
        System.out.println(outcome);
        if (outcome.runs() >= 10_000) {
            assertThat(outcome.coverage().reached()).containsAll(Coverage.REQUIRED);
        }
    }

    @Test
    void theSameSeedIsTheSameRun() {
        for (long seed = 1; seed <= 50; seed++) {
            assertThat(AS_IT_IS.run(seed, Set.of(), true)).isEqualTo(AS_IT_IS.run(seed, Set.of(), true));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeIsNoticed(BrokenVariant mistake) {
        assertThat(new Simulation(mistake).firstViolation(mistake::explains, 1, A_FEW))
                .as("a violation within " + A_FEW + " runs")
                .isPresent();
    }

    @Test
    void reportsABadRunWithOnlyTheFaultsThatMatter() throws InterruptedException {
        Simulation simulation = new Simulation(BrokenVariant.MARKED_BEFORE_PUBLISHED);
        Campaign campaign = new Campaign(simulation);
        Campaign.Outcome outcome = campaign.run(1, 50);

        Simulation.Result shrunk =
                Shrinker.shrink(simulation, outcome.badSeeds().getFirst());

        assertThat(shrunk.struck())
                .hasSizeLessThan(
                        simulation.run(outcome.badSeeds().getFirst()).struck().size());
        assertThat(shrunk.violations()).isNotEmpty();
        assertThat(campaign.report(outcome))
                .contains("-Dsimulation.runs=1 -Dsimulation.seed="
                        + outcome.badSeeds().getFirst())
                .contains("fault ", "was announced 0 times")
                .endsWith(outcome.toString());
    }
}
