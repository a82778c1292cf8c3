package io.github.ecstaskretry.testkit.standin.stepfunctions;

import io.github.ecstaskretry.testkit.standin.asl.ExecutionTimedOut;
import io.github.ecstaskretry.testkit.standin.asl.Pace;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An execution's time: the wall clock plus what its waits were shortened by. Used by one thread. */
final class ScaledPace implements Pace {

    private final TimeScale timeScale;
    private final @Nullable Instant deadline;
    private Duration skipped = Duration.ZERO;

    ScaledPace(TimeScale timeScale, @Nullable Integer timeoutSeconds) {
        this.timeScale = timeScale;
        this.deadline = timeoutSeconds == null ? null : Instant.now().plusSeconds(timeoutSeconds);
    }

    @Override
    public Instant now() {
        return Instant.now().plus(skipped);
    }

    @Override
    public void pause(Duration duration) throws InterruptedException, ExecutionTimedOut {
        if (deadline != null && now().plus(duration).isAfter(deadline)) {
            sleep(Duration.between(now(), deadline));
            throw new ExecutionTimedOut();
        }
        sleep(duration);
    }

    private void sleep(Duration duration) throws InterruptedException {
        if (!duration.isPositive()) {
            return;
        }
        Duration shortened = timeScale.shorten(duration);
        Thread.sleep(shortened);
        skipped = skipped.plus(duration).minus(shortened);
    }
}
