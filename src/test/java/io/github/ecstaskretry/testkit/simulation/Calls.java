package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * The calls of one invocation. Each takes time, so that other invocations run between any two of them, and each may fail in every way
 * in which a network call can fail.
 */
final class Calls {

    /** As {@code sam/template.yaml} sets it. */
    static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(60);

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private final Timeline timeline;
    private final Chance chance;
    private final Faults faults;
    private final Outages outages;
    private final Trace trace;
    private final Invocation invocation;
    private final Instant end;

    Calls(Timeline timeline, Chance chance, Faults faults, Outages outages, Trace trace, Invocation invocation) {
        this.timeline = timeline;
        this.chance = chance;
        this.faults = faults;
        this.outages = outages;
        this.trace = trace;
        this.invocation = invocation;
        this.end = timeline.now().plus(FUNCTION_TIMEOUT);
    }

    Invocation invocation() {
        return invocation;
    }

    /**
     * Makes one call.
     *
     * @param name of the operation
     * @param error the service's own kind of exception
     * @param effect the call's effect, which happens at one moment
     */
    <T> T call(
            Service service, String name, Supplier<? extends AwsServiceException.Builder> error, Supplier<T> effect) {
        if (outages.cover(service)) {
            invocation.strike();
            pass(chance.millis(1, 60));
            throw refusal(error, "ServiceUnavailable", "Service is unavailable", 503);
        }
        Optional<Fault> fault = faults.strike(Fault.OF_CALLS, invocation, name);
        if (fault.isEmpty()) {
            pass(chance.millis(1, 60));
            T answer = told(name, effect);
            pass(chance.millis(1, 60));
            return answer;
        }
        invocation.strike();
        return failing(fault.get(), name, error, effect);
    }

    /** The function waits. */
    void pause(Duration duration) {
        pass(duration);
    }

    /** Whether a fault of its own kind strikes here. */
    boolean strikes(Fault fault, String where) {
        boolean strikes = faults.strikes(fault, 0.2, where);
        if (strikes) {
            invocation.strike();
        }
        return strikes;
    }

    /** An error of a service. */
    static RuntimeException refusal(
            Supplier<? extends AwsServiceException.Builder> error, String code, String message, int status) {
        return error.get()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .message(message)
                .statusCode(status)
                .build();
    }

    private <T> T failing(
            Fault fault, String name, Supplier<? extends AwsServiceException.Builder> error, Supplier<T> effect) {
        switch (fault) {
            case DIES_BEFORE -> throw new Died();
            case THROTTLED -> {
                pass(chance.millis(1, 2_000));
                throw refusal(error, "ThrottlingException", "Rate exceeded", 400);
            }
            case REQUEST_LOST -> {
                pass(CALL_TIMEOUT);
                throw ApiCallTimeoutException.create(CALL_TIMEOUT.toMillis());
            }
            case SLOW -> pass(chance.millis(1_000, 4_900));
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
            case SLOW -> pass(chance.millis(1_000, 4_900));
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

    /** Lambda kills a function whose time is over. */
    private void pass(Duration duration) {
        Duration left = Duration.between(timeline.now(), end);
        if (duration.compareTo(left) < 0) {
            timeline.sleep(duration);
            return;
        }
        invocation.strike();
        timeline.sleep(left);
        throw new Died();
    }
}
