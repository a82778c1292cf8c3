package io.github.ecstaskretry.core.learn;

import io.github.ecstaskretry.core.history.RunTaskRequest;
import java.util.List;

/** How a task was launched, as far as that is known: what its event does not contain. */
public sealed interface Learned {

    /**
     * A source knows the launch.
     *
     * @param source {@code attempt}, {@code rule:<name>} or {@code schedule:<group>/<name>}
     * @param request the parameters; its overrides are never used, because the event has those
     */
    record Launch(String source, RunTaskRequest request) implements Learned {}

    /**
     * No source knows it.
     *
     * @param why one sentence for each source that was asked
     */
    record Nothing(List<String> why) implements Learned {

        /** Keeps a copy. */
        public Nothing {
            why = List.copyOf(why);
        }
    }

    /**
     * A source may know it and has not answered.
     *
     * @param who such as {@code the EventBridge rule 'nightly'}
     */
    record NotYet(String who) implements Learned {}

    /** Nobody was asked. */
    Learned UNASKED = new Nothing(List.of());
}
