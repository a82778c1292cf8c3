package io.github.ecstaskretry.format.event;

import io.github.ecstaskretry.core.task.StoppedTask;

/** The meaning of an event. */
public sealed interface Incoming {

    /** An ECS task has stopped. */
    record TaskStopped(StoppedTask task) implements Incoming {}

    /** An execution has ended without success. An execution of wait-and-run launched nothing then. */
    record LaunchEnded(LaunchEnd end) implements Incoming {}

    /** The schedule asks the function to look for stops, launches and notices that were missed. */
    record ReconcileDue() implements Incoming {}

    /** An operator gives a command. */
    record Ordered(Command command) implements Incoming {}

    /** Nothing to do, for a reason that the log shows. */
    record NotForUs(String reason) implements Incoming {}
}
