package io.github.ecstaskretry.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The events of a run, line by line; recorded only on request. */
final class Trace {

    private final Timeline timeline;
    private final boolean kept;
    private final List<String> lines = new ArrayList<>();

    Trace(Timeline timeline, boolean kept) {
        this.timeline = timeline;
        this.kept = kept;
    }

    void say(Supplier<String> line) {
        if (kept) {
            lines.add(timeline.now() + " " + line.get());
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
