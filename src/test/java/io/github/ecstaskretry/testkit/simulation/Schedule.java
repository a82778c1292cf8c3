package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** EventBridge Scheduler: makes the function reconcile every five minutes, here for as long as there is something to do. */
final class Schedule {

    private static final Duration EVERY = Duration.ofMinutes(5);

    /** By then every job has ended, or something is broken. */
    private static final Duration LONG_ENOUGH = Duration.ofDays(4);

    private final Timeline timeline;
    private final Lambda lambda;
    private final BooleanSupplier atWork;
    private final Instant end;

    Schedule(Timeline timeline, Lambda lambda, BooleanSupplier atWork) {
        this.timeline = timeline;
        this.lambda = lambda;
        this.atWork = atWork;
        this.end = timeline.now().plus(LONG_ENOUGH);
    }

    void begin() {
        timeline.after(EVERY, this::tick);
    }

    private void tick() {
        if (atWork.getAsBoolean() && timeline.now().isBefore(end)) {
            ObjectNode event = Json.object().put("detail-type", "ecs-task-retry Reconcile");
            lambda.receive(event.put("source", "ecs-task-retry")
                    .put("id", timeline.now().toString()));
            begin();
        }
    }
}
