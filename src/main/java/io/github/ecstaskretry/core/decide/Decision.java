package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.plan.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.Instant;

/** What follows from a stop. */
public sealed interface Decision {

    /**
     * Run it again.
     *
     * @param next the attempt to launch
     * @param delaySeconds whole seconds from the stop to {@code notBefore}
     * @param notBefore when the re-run may start
     * @param request how it is started
     */
    record Retry(AttemptId next, long delaySeconds, Instant notBefore, RunTaskRequest request) implements Decision {}

    /**
     * The job has ended.
     *
     * @param outcome how
     * @param announce whether the policy asks for a notice of it
     */
    record End(Outcome outcome, boolean announce) implements Decision {}
}
