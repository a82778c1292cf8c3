package io.github.ecstaskretry.core.classify;

import io.github.ecstaskretry.core.classify.Recognition.Place;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StopCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stopped task, cut into the places that are asked about.
 *
 * @param stopCode as ECS gave it, or as the text of an event from before there were stop codes tells it
 * @param launchType empty when it is not told
 * @param stoppedReason in normal form
 */
record TaskTexts(StopCode stopCode, String launchType, String stoppedReason) {

    /** Events of before 2019 have no stop code, but this text. */
    private static final String ESSENTIAL_EXITED = "essential container in task exited";

    static TaskTexts of(Stop.TaskStop task) {
        String reason = normal(task.stoppedReason());
        StopCode code = task.code();
        boolean told = code == StopCode.ABSENT && reason.contains(ESSENTIAL_EXITED);
        return new TaskTexts(
                told ? StopCode.ESSENTIAL_CONTAINER_EXITED : code,
                Objects.requireNonNullElse(task.launchType(), ""),
                reason);
    }

    Observation ofTask() {
        return new Observation(Place.TASK, stopCode, launchType, stoppedReason, null);
    }

    Observation ofContainer(ContainerExit container) {
        Long heard = InjectedContainers.contains(container) ? null : container.exitCode();
        return new Observation(Place.CONTAINER, stopCode, launchType, normal(container.reason()), heard);
    }

    private static String normal(@Nullable String text) {
        return text == null ? "" : Wording.normalise(text);
    }
}
