package io.github.ecstaskretry.function.operate;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.format.event.Command;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Carries out operators' commands. Each is idempotent, and its answer says what it did, or why not and what to do instead. */
public final class Commands {

    private final CancelJob cancelJob;
    private final InstantSource clock;

    public Commands(OperatorPorts ports, InstantSource clock) {
        this.cancelJob =
                new CancelJob(ports.attempts(), ports.orders(), ports.executions(), ports.cancelledRetries(clock));
        this.clock = clock;
    }

    /**
     * Carries out one command.
     *
     * @throws RuntimeException of an adapter, if a call to AWS failed; the same command can be given again
     */
    public Answered carryOut(Command command) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Order order = new Order(command.by(), now, command.reason());
        return switch (command.instruction()) {
            case Command.Cancel cancel -> cancelJob.cancel(cancel.jobId(), order);
            default -> throw new UnsupportedOperationException(command.word());
        };
    }
}
