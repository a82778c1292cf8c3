package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.function.Consumer;

/** EventBridge: at least once, in no order, sometimes late, and sometimes never. */
final class Bus {

    private final Timeline timeline;
    private final Chance chance;
    private final Faults faults;
    private final Consumer<ObjectNode> target;
    private final Consumer<ObjectNode> lost;

    Bus(Timeline timeline, Chance chance, Faults faults, Consumer<ObjectNode> target, Consumer<ObjectNode> lost) {
        this.timeline = timeline;
        this.chance = chance;
        this.faults = faults;
        this.target = target;
        this.lost = lost;
    }

    void emit(ObjectNode event) {
        String what = event.path("detail-type").asText();
        switch (faults.strike(Fault.OF_EVENTS, what, "").orElse(null)) {
            case null -> deliver(soon(), event);
            case DELAYED -> deliver(chance.seconds(60, 86_400), event);
            case LOST -> lost.accept(event);
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
