package io.github.ecstaskretry.testkit.standin.asl;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A definition that has been read and can run.
 *
 * @param startAt the first state
 * @param timeoutSeconds limit of a whole execution; null if it has no limit
 * @param states by name
 */
public record StateMachine(String startAt, @Nullable Integer timeoutSeconds, Map<String, State> states) {

    public StateMachine {
        states = Map.copyOf(states);
    }

    State state(String name) {
        State state = states.get(name);
        if (state == null) {
            throw new IllegalStateException(name);
        }
        return state;
    }
}
