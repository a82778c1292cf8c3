package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;

/** The fate of each attempt of a job. It is fixed before the run begins, whatever order the world asks in. */
final class Script {

    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final boolean spot;

    Script(Chance chance, boolean spot) {
        this.seed = chance.number();
        this.spot = spot;
    }

    /**
     * One attempt.
     *
     * @param answer RunTask's; the first attempt has none
     * @param ending of its task
     * @param runs for how long
     */
    record Scene(Answer answer, Ending ending, Duration runs) {}

    Script again() {
        return new Script(new Chance(seed), spot);
    }

    Scene scene(int attempt) {
        Chance chance = new Chance(seed + attempt * STEP);
        return new Scene(
                Answer.any(chance),
                Ending.any(chance, spot),
                chance.in(0.1) ? chance.seconds(600, 7_200) : chance.seconds(1, 600));
    }
}
