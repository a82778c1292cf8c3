package io.github.ecstaskretry.function.lambda;

import io.github.ecstaskretry.function.retry.StoppedTasks;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;

/** Builds everything before the first event, so that a bad policy or environment shows at deployment's first invocation. */
final class StartUp {

    void buildEverything(@Observes StartupEvent start, StoppedTasks stoppedTasks) {
        // Being injected has built it.
    }
}
