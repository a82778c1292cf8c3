package io.github.ecstaskretry.function.operate;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.format.event.Command;
import io.github.ecstaskretry.format.event.EventDocument;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** Carries out operators' commands. Each is idempotent, and its answer says what it did, or why it did nothing and what to do instead. */
public final class Commands {

    private final CancelJob cancelJob;
    private final HurryRetry hurryRetry;
    private final RerunJob rerunJob;
    private final PauseRetries pauseRetries;
    private final DeadLetters deadLetters;
    private final InstantSource clock;

    public Commands(OperatorPorts ports, InstantSource clock) {
        this.cancelJob = new CancelJob(ports, clock);
        this.hurryRetry = new HurryRetry(ports);
        this.rerunJob = new RerunJob(ports);
        this.pauseRetries = new PauseRetries(ports, clock);
        this.deadLetters = new DeadLetters(ports.deadLetters(), clock);
        this.clock = clock;
    }

    /**
     * Carries out one command.
     *
     * @param until the time after which nothing new begins
     * @param handler handles an event of the dead-letter queue; throws if it cannot
     * @throws RuntimeException of an adapter, if a call to AWS failed; the operator can repeat the command
     */
    public Answered carryOut(Command command, Instant until, Consumer<EventDocument> handler) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Order order = new Order(command.by(), now, command.reason());
        return switch (command.instruction()) {
            case Command.Cancel cancel -> cancelJob.cancel(cancel.jobId(), order);
            case Command.RetryNow retryNow -> hurryRetry.hurry(retryNow.jobId(), order);
            case Command.PauseScope pause -> pauseRetries.pause(pause.scope(), pause.until(), order);
            case Command.ResumeScope resume -> pauseRetries.resume(resume.scope(), order, until);
            case Command.ListDeadLetters list -> deadLetters.list(list.limit(), until);
            case Command.Redrive redrive -> deadLetters.redrive(redrive.ids(), until, handler);
            case Command.Rerun rerun -> rerunJob.rerun(rerun.jobId(), rerun.environment(), order);
        };
    }
}
