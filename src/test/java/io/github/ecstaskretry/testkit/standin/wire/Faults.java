package io.github.ecstaskretry.testkit.standin.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Faults that a test orders. Each strikes once, at the next call of its operation, in the order given. */
public final class Faults {

    private record Ordered(String service, String operation, Fault fault) {}

    private final ConcurrentLinkedDeque<Ordered> waiting = new ConcurrentLinkedDeque<>();

    /** The next call of the operation is refused and does nothing. */
    public void refuse(String service, String operation, AwsError error) {
        waiting.add(new Ordered(service, operation, new Fault.Refused(error)));
    }

    /** The next call of the operation does its work, but its answer is lost. */
    public void loseAnswer(String service, String operation, AwsError error) {
        waiting.add(new Ordered(service, operation, new Fault.AnswerLost(error)));
    }

    /** The next call of the operation does nothing and hangs for this time. */
    public void hang(String service, String operation, Duration time) {
        AwsError error = AwsError.of(503, "ServiceUnavailable", "that took too long");
        waiting.add(new Ordered(service, operation, new Fault.Hangs(error, time)));
    }

    public void clear() {
        waiting.clear();
    }

    /** Whether every fault has struck. */
    public boolean spent() {
        return waiting.isEmpty();
    }

    Optional<Fault> next(String service, String operation) {
        for (Ordered ordered : waiting) {
            if (ordered.service().equals(service) && ordered.operation().equals(operation) && waiting.remove(ordered)) {
                return Optional.of(ordered.fault());
            }
        }
        return Optional.empty();
    }
}
