package io.github.ecstaskretry.core.learn;

import io.github.ecstaskretry.core.history.RunTaskRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a task was launched: the parameters that its event does not contain, as far as they are known. */
public sealed interface Learned {

    /**
     * A source knows the launch.
     *
     * @param source {@code attempt}, {@code run-job}, {@code rule:<name>}, {@code rule:<bus>/<name>}, {@code schedule:<group>/<name>}
     *     or {@code cloudtrail}
     * @param request the parameters; its overrides are used only if there is no event, which has them
     * @param otherOverrides a sentence that says why the launch may have had other overrides; null if it had these
     */
    record Launch(
            String source, RunTaskRequest request, @Nullable String otherOverrides) implements Learned {

        /** Its overrides are those of the launch, or the event has them. */
        public Launch(String source, RunTaskRequest request) {
            this(source, request, null);
        }
    }

    /**
     * No source knows it.
     *
     * @param why one sentence for each source that was asked
     * @param denied the first action that AWS denied, such as {@code events:ListTargetsByRule}; null if it denied none
     */
    record Nothing(List<String> why, @Nullable String denied) implements Learned {

        public Nothing {
            why = List.copyOf(why);
        }

        public Nothing(List<String> why) {
            this(why, null);
        }
    }

    /** A source such as {@code the EventBridge rule 'nightly'} may know the launch but was not asked. */
    record NotYet(String who) implements Learned {}

    /**
     * CloudTrail's event history will have the launch in some minutes. Without it the task cannot be launched again, so its retry is
     * held.
     *
     * @param asked what the sources said that were asked before
     */
    record Later(Nothing asked) implements Learned {}

    /** The launch cannot be repeated, for this reason: a sentence. */
    record Unrepeatable(String why) implements Learned {}

    /** No source was asked. */
    Nothing UNASKED = new Nothing(List.of());
}
