package io.github.ecstaskretry.core.classify;

import io.github.ecstaskretry.core.classify.Recognition.Place;
import io.github.ecstaskretry.core.task.StopCode;
import org.jspecify.annotations.Nullable;

/**
 * One place of a stop, as the entries are asked about it.
 *
 * @param place where the text stands
 * @param stopCode of the whole task; {@link StopCode#ABSENT} for a launch
 * @param launchType of the whole task; empty when it is not told
 * @param text in normal form; empty when there is none
 * @param exitCode the container's, null when it has none or the place is no container
 */
record Observation(
        Place place,
        StopCode stopCode,
        String launchType,
        String text,
        @Nullable Long exitCode) {}
