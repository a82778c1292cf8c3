package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.history.JobHistory;

/** Decides on the last of several attempts that all ended the same way. */
abstract class DeciderFixture {

    static final String REGISTRY_HICCUP =
            "CannotPullContainerError: failed to copy: read tcp 10.0.0.9:4711->10.0.0.1:443: connection reset by peer";

    static final String MISSING_IMAGE =
            "CannotPullContainerError: image Manifest for registry.example/app:gone: not found";

    static Verdict.RunAgain retry(TaskEvent event, int attempt, String policy) {
        return (Verdict.RunAgain) decide(event, attempt, policy).next();
    }

    /** Decides on an attempt whose predecessors all ended the same way. */
    static Verdict decide(TaskEvent event, int attempt, String policy) {
        JobHistory history = JobHistory.NONE;
        for (int number = 1; number < attempt; number++) {
            history = Jobs.with(history, event.task(), number, policy);
        }
        return Jobs.decide(event.task(), attempt, policy, history);
    }
}
