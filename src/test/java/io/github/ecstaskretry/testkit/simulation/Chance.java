package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** All random choices, from a seed. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    /** Another chance, whose draws do not depend on the draws of this one. */
    Chance fork() {
        return new Chance(random.split());
    }

    boolean in(double probability) {
        return random.nextDouble() < probability;
    }

    double unit() {
        return random.nextDouble();
    }

    /** Both bounds included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    Duration millis(int least, int most) {
        return Duration.ofMillis(between(least, most));
    }

    Duration seconds(int least, int most) {
        return Duration.ofSeconds(between(least, most));
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A seed for another source of chance. */
    long number() {
        return random.nextLong();
    }

    /** 32 hexadecimal digits, as ECS's task ids are. */
    String id() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
