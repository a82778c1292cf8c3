package io.github.ecstaskretry.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** EventBridge: at least once, in no order, and sometimes late. */
final class Bus {

    private final Timeline timeline;
    private final Chance chance;
    private final Faults faults;
    private final List<Fault> possible;
    private final Consumer<ObjectNode> target;

    /**
     * Delivers to the function.
     *
     * @param loses whether it may lose events too
     */
    Bus(Timeline timeline, Chance chance, Faults faults, boolean loses, Consumer<ObjectNode> target) {
        this.timeline = timeline;
        this.chance = chance;
        this.faults = faults;
        this.possible = loses ? Fault.OF_EVENTS_WITH_RECOVERY : Fault.OF_EVENTS;
        this.target = target;
    }

    void emit(ObjectNode event) {
        String what = event.path("detail-type").asText();
        switch (faults.strike(possible, what).orElse(null)) {
            case null -> deliver(soon(), event);
            case DELAYED -> deliver(chance.seconds(60, 21_600), event);
            case LOST -> {}
            default -> {
                deliver(soon(), event);
                deliver(soon(), event);
                deliver(chance.in(0.5) ? soon() : chance.seconds(60, 86_400), event);
            }
        }
    }

    private Duration soon() {
        return chance.in(0.5) ? chance.millis(100, 300) : chance.millis(100, 3_000);
    }

    private void deliver(Duration delay, ObjectNode event) {
        timeline.after(delay, () -> target.accept(event));
    }
}
