package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.history.Pause;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a decision besides the event and the job's history.
 *
 * @param tags the task's tags; empty if the decision does not need them
 * @param tagsUnknown a sentence that says why the tags that the policy asks for are not known; null if they are
 * @param adoptSince tasks that stopped before this time do not belong to this deployment; null if the decision does not need it
 * @param pause the pause that holds the task's retry; null if there is no such pause
 */
public record Gathered(
        Map<String, String> tags,
        @Nullable String tagsUnknown,
        @Nullable Instant adoptSince,
        @Nullable Pause pause) {

    /** Nothing, because the decision needs nothing. */
    public static final Gathered NOTHING = new Gathered(Map.of(), null, null, null);

    public Gathered {
        tags = Map.copyOf(tags);
    }

    /** The same with the time since which this deployment adopts tasks. */
    public Gathered since(Instant time) {
        return new Gathered(tags, tagsUnknown, time, pause);
    }

    /** The same with the pause that holds the retry. */
    public Gathered pausedBy(@Nullable Pause other) {
        return new Gathered(tags, tagsUnknown, adoptSince, other);
    }

    static Gathered of(TaskTags.Answer answer) {
        return switch (answer) {
            case TaskTags.KnownTags known -> new Gathered(known.tags(), null, null, null);
            case TaskTags.UnknownTags unknown -> new Gathered(Map.of(), unknown.because(), null, null);
        };
    }
}
