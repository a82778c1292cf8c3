package io.github.ecstaskretry.cli.ask.backtest;

import java.util.Random;

/** Random choices. */
record Dice(Random random) {

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    @SafeVarargs
    final <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
