package io.github.ecstaskretry.function.retry;

/** What was found undone and has been done. */
public enum Finding {
    /** A task had stopped and nobody had told of it. */
    LOST_STOP,
    /** A retry was recorded and its execution never started. */
    LOST_LAUNCH,
    /** An execution had ended without a task and nobody had told of it. */
    LOST_LAUNCH_FAILURE,
    /** A re-run's task was made and cannot be found any more: the job has ended. */
    LOST_TASK,
    /** A retry's execution never started, and the values that it needs are gone: the job has ended. */
    LOST_VALUES,
    /** An end was to be announced and had not been. */
    LOST_NOTICE
}
