package io.github.ecstaskretry.function.lambda;

import io.github.ecstaskretry.function.retry.StoppedTasks;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import org.jboss.logging.Logger;

/** Reads policy and environment before the first event, so that they cost that event no time. */
final class StartUp {

    private static final Logger LOG = Logger.getLogger(StartUp.class);

    /**
     * Logs why the function cannot work, with every mistake of the policy file. Throws nothing, because Quarkus would report a failed
     * start to Lambda in its own words. The handler fails each invocation with the reason instead.
     */
    void buildEverything(@Observes StartupEvent start, Provider<StoppedTasks> stoppedTasks) {
        try {
            stoppedTasks.get();
        } catch (BadPolicyException e) {
            e.mistakes().forEach(mistake -> LOG.error(mistake.toString()));
        } catch (RuntimeException e) {
            LOG.error("The function cannot work: " + e.getMessage(), e);
        }
    }
}
