package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.RecordedAttempt;

/** The result of an event, for the log line and the function's answer. */
public sealed interface Handled {

    /** A new attempt was recorded and its decision carried out. */
    record Recorded(RecordedAttempt attempt) implements Handled {}

    /** The attempt had been recorded before; the rest of its decision was carried out. */
    record Replayed(RecordedAttempt attempt) implements Handled {}

    /** Not ours: nothing was recorded. */
    record Ignored(String reason) implements Handled {}
}
