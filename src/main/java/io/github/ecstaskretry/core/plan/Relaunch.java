package io.github.ecstaskretry.core.plan;

/** Whether a stopped task can be started again faithfully. */
public sealed interface Relaunch {

    /** It can, with this request. */
    record Possible(RunTaskRequest request) implements Relaunch {}

    /**
     * It cannot.
     *
     * @param reason a sentence that says what is missing and what to declare
     */
    record Impossible(String reason) implements Relaunch {}
}
