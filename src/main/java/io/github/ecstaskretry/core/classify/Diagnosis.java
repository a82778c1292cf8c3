package io.github.ecstaskretry.core.classify;

import io.github.ecstaskretry.core.classify.Recognition.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cause together with what it was recognised by.
 *
 * @param cause as {@link Classifier#classify} gives it
 * @param evidence null where no words were needed: a success, or a stop that nothing recognised
 */
public record Diagnosis(Cause cause, @Nullable Evidence evidence) {

    /**
     * Where the catalogue recognised the cause.
     *
     * @param place of the stop
     * @param container whose reason or exit code it was; null for the task's own reason or a launch
     * @param exitCode the container's; null when it has none
     * @param recognition all of whose conditions hold
     * @param phrases those of the recognition that stand in the text, the longest first
     */
    public record Evidence(
            Place place,
            @Nullable String container,
            @Nullable Long exitCode,
            Recognition recognition,
            List<Phrase> phrases) {

        /** Keeps a copy. */
        public Evidence {
            phrases = List.copyOf(phrases);
        }
    }
}
