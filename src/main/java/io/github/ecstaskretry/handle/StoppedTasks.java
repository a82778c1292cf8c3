package io.github.ecstaskretry.handle;

import io.github.ecstaskretry.decide.Adoption;
import io.github.ecstaskretry.job.AttemptId;
import io.github.ecstaskretry.job.StoppedTask;
import java.util.Optional;

/** Stopped tasks: which attempt of which job each is, and whether its retry is ours at all. */
public final class StoppedTasks {

    private final EndedAttempts endedAttempts;

    public StoppedTasks(EndedAttempts endedAttempts) {
        this.endedAttempts = endedAttempts;
    }

    /**
     * Handles one stopped task; doing it twice does the same thing once.
     *
     * @throws RuntimeException of an adapter, when AWS did not do what was asked
     */
    public Handled handle(StoppedTask task) {
        Optional<String> owner = Adoption.otherOwner(task);
        if (owner.isPresent()) {
            return new Handled.Ignored("its retry is owned by " + owner.get());
        }
        Optional<AttemptId> rerun = AttemptId.fromStartedBy(task.origin().startedBy());
        return endedAttempts.handle(task, rerun.orElseGet(() -> AttemptId.first(task.arn())));
    }
}
