package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * EventBridge Scheduler: makes the function reconcile every five minutes, here for as long as there is something to do. If nothing has
 * happened for a while, it leaves out more and more rounds, because they would all do the same.
 */
final class Schedule {

    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration SELDOM = Duration.ofHours(6);

    /** By then every job has ended, or something is broken. */
    private static final Duration LONG_ENOUGH = Duration.ofDays(4);

    static final String RECONCILE = "ecs-task-retry Reconcile";

    private final Timeline timeline;
    private final Lambda lambda;
    private final BooleanSupplier atWork;
    private final IntSupplier changes;
    private int seen = -1;
    private Instant changed;

    /**
     * For one run.
     *
     * @param changes increases with every event
     */
    Schedule(Timeline timeline, Lambda lambda, BooleanSupplier atWork, IntSupplier changes) {
        this.timeline = timeline;
        this.lambda = lambda;
        this.atWork = atWork;
        this.changes = changes;
        this.changed = timeline.now();
    }

    void begin() {
        timeline.after(Duration.ZERO, this::tick);
    }

    private void tick() {
        if (changes.getAsInt() != seen) {
            seen = changes.getAsInt();
            changed = timeline.now();
        }
        boolean works = atWork.getAsBoolean();
        if (works) {
            ObjectNode event = Json.object().put("detail-type", RECONCILE);
            lambda.receive(event.put("source", "ecs-task-retry")
                    .put("id", timeline.now().toString()));
        }
        boolean goesOn = works ? timeline.now().isBefore(changed.plus(LONG_ENOUGH)) : !timeline.isEmpty();
        if (goesOn) {
            timeline.after(pause(), this::tick);
        }
    }

    private Duration pause() {
        Duration longer = Duration.between(changed, timeline.now());
        if (longer.compareTo(EVERY) < 0) {
            return EVERY;
        }
        return longer.compareTo(SELDOM) < 0 ? longer : SELDOM;
    }
}
