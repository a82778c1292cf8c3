package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.RecordedAttempt;

/** What became of an event: for the log line and the function's answer. */
public sealed interface Handled {

    /** A new attempt was recorded and its decision carried out. */
    record Recorded(RecordedAttempt attempt) implements Handled {}

    /** The attempt was recorded already; what was left undone of its decision was carried out. */
    record Replayed(RecordedAttempt attempt) implements Handled {}

    /** Not ours: nothing was recorded. */
    record Ignored(String reason) implements Handled {}
}
