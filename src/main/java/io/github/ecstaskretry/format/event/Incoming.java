package io.github.ecstaskretry.format.event;

import io.github.ecstaskretry.core.task.StoppedTask;

/** What an event of EventBridge turns out to be. */
public sealed interface Incoming {

    /** A task has stopped. */
    record TaskStopped(StoppedTask task) implements Incoming {}

    /** A wait-and-run execution has ended without having launched. */
    record LaunchEnded(LaunchEnd end) implements Incoming {}

    /** The schedule's: look for what events have left undone. */
    record Reconcile() implements Incoming {}

    /**
     * Nothing to do.
     *
     * @param reason for the log
     */
    record NotForUs(String reason) implements Incoming {}
}
