package io.github.ecstaskretry.testkit.standin.asl;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A time that passes by the pauses only, and keeps them. Jitter is the same in every run. */
public final class RecordedPace implements Pace {

    private final List<Duration> pauses = new ArrayList<>();
    private final Random random = new Random(1);
    private Instant now;

    public RecordedPace(Instant start) {
        this.now = start;
    }

    @Override
    public Instant now() {
        return now;
    }

    /** A time that is over is no pause. */
    @Override
    public void pause(Duration duration) {
        if (duration.isPositive()) {
            pauses.add(duration);
            now = now.plus(duration);
        }
    }

    @Override
    public double chance() {
        return random.nextDouble();
    }

    public List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
