package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.format.event.LaunchEnd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What Step Functions knows of one wait-and-run execution. */
public sealed interface Execution {

    /** The input, which holds values of environments: it must not be logged. */
    String input();

    /** It waits, or is about to ask for the task. */
    record Running(String input) implements Execution {
        @Override
        public String toString() {
            return "Running";
        }
    }

    /**
     * RunTask has made its task.
     *
     * @param endedAt when
     * @param output names the task; null when Step Functions leaves it out
     */
    record Launched(String input, Instant endedAt, @Nullable String output) implements Execution {
        @Override
        public String toString() {
            return "Launched[" + endedAt + ", " + output + "]";
        }
    }

    /** It ended without having launched. */
    record NotLaunched(String input, LaunchEnd end) implements Execution {
        @Override
        public String toString() {
            return "NotLaunched[" + end + "]";
        }
    }
}
