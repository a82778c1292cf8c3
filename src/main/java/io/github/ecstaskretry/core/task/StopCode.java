package io.github.ecstaskretry.core.task;

import org.jspecify.annotations.Nullable;

/** Why ECS says a task stopped. AWS adds codes, and old events have none (Amazon ECS API reference, {@code Task}, {@code stopCode}). */
public enum StopCode {
    TASK_FAILED_TO_START("TaskFailedToStart"),
    ESSENTIAL_CONTAINER_EXITED("EssentialContainerExited"),
    USER_INITIATED("UserInitiated"),
    SERVICE_SCHEDULER_INITIATED("ServiceSchedulerInitiated"),
    SPOT_INTERRUPTION("SpotInterruption"),
    TERMINATION_NOTICE("TerminationNotice"),
    INFRASTRUCTURE_HEALTH("InfrastructureHealth"),
    /** The event carries no stop code. */
    ABSENT(""),
    /** A code that this version does not know; the text is kept beside it. */
    UNRECOGNISED("");

    private final String text;

    StopCode(String text) {
        this.text = text;
    }

    /** AWS's spelling; empty for {@link #ABSENT} and {@link #UNRECOGNISED}. */
    public String text() {
        return text;
    }

    /** Never throws: an unknown text is {@link #UNRECOGNISED}, none is {@link #ABSENT}. */
    public static StopCode of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return ABSENT;
        }
        for (StopCode code : values()) {
            if (code.text.equals(text)) {
                return code;
            }
        }
        return UNRECOGNISED;
    }
}
