package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.history.ChangedParameter;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verdict with the launch that it needs. */
public sealed interface Plan {

    /** The verdict; the end of the job if the retry that was decided cannot be launched. */
    Verdict verdict();

    /**
     * The next attempt is launched.
     *
     * @param launchSource where the parameters come from that the event lacks; null if the event has all
     * @param changes what the rule changed
     */
    record Relaunch(
            Verdict verdict,
            Verdict.RunAgain retry,
            RunTaskRequest request,
            @Nullable String launchSource,
            List<ChangedParameter> changes)
            implements Plan {

        public Relaunch {
            changes = List.copyOf(changes);
        }
    }

    /** Nothing is launched: the job has ended. With the request, an operator can run it again; null after a success. */
    record NoLaunch(
            Verdict verdict, Verdict.EndJob end, @Nullable RunTaskRequest request) implements Plan {}
}
