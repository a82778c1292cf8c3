package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * The calls of one invocation. Each takes time, so that other invocations come between any two of them, and each may fail in
 * every way that a call over a network can fail.
 */
final class Calls {

    /** As {@code sam/template.yaml} sets it. */
    static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(60);

    /** What a service says when there are too many requests. */
    static final AwsErrorDetails THROTTLING = AwsErrorDetails.builder()
            .errorCode("ThrottlingException")
            .errorMessage("Rate exceeded")
            .build();

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private final Timeline timeline;
    private final Chance chance;
    private final Faults faults;
    private final Trace trace;
    private final String invocation;
    private final Instant end;

    Calls(Timeline timeline, Chance chance, Faults faults, Trace trace, String invocation) {
        this.timeline = timeline;
        this.chance = chance;
        this.faults = faults;
        this.trace = trace;
        this.invocation = invocation;
        this.end = timeline.now().plus(FUNCTION_TIMEOUT);
    }

    String invocation() {
        return invocation;
    }

    /**
     * Makes one call.
     *
     * @param name of the operation
     * @param throttled what the service's client throws when the service refuses it
     * @param effect what it does, at one moment
     */
    <T> T call(String name, Supplier<? extends RuntimeException> throttled, Supplier<T> effect) {
        Optional<Fault> fault = faults.strike(Fault.OF_CALLS, invocation + " " + name);
        if (fault.isEmpty()) {
            pass(chance.millis(1, 60));
            T answer = told(name, effect);
            pass(chance.millis(1, 60));
            return answer;
        }
        return failing(fault.get(), name, throttled, effect);
    }

    private <T> T failing(
            Fault fault, String name, Supplier<? extends RuntimeException> throttled, Supplier<T> effect) {
        switch (fault) {
            case DIES_BEFORE -> throw new Died();
            case THROTTLED -> {
                pass(chance.millis(1, 2_000));
                throw throttled.get();
            }
            case REQUEST_LOST -> {
                pass(CALL_TIMEOUT);
                throw ApiCallTimeoutException.create(CALL_TIMEOUT.toMillis());
            }
            default -> pass(chance.millis(1, 60));
        }
        T answer = told(name, effect);
        switch (fault) {
            case DIES_AFTER -> throw new Died();
            case ANSWER_LOST -> {
                pass(CALL_TIMEOUT);
                throw ApiCallTimeoutException.create(CALL_TIMEOUT.toMillis());
            }
            case CALLED_AGAIN -> {
                pass(chance.millis(100, 5_000));
                answer = told(name + " again", effect);
            }
            default -> pass(FUNCTION_TIMEOUT);
        }
        return answer;
    }

    private <T> T told(String name, Supplier<T> effect) {
        try {
            T answer = effect.get();
            trace.say(() -> invocation + " " + name);
            return answer;
        } catch (RuntimeException refused) {
            trace.say(() -> invocation + " " + name + ": " + refused.getClass().getSimpleName());
            throw refused;
        }
    }

    /** Lambda ends a function whose time is over, wherever it stands. */
    private void pass(Duration duration) {
        Duration left = Duration.between(timeline.now(), end);
        if (duration.compareTo(left) < 0) {
            timeline.sleep(duration);
            return;
        }
        timeline.sleep(left);
        throw new Died();
    }
}
