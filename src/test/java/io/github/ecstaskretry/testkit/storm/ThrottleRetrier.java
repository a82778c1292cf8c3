package io.github.ecstaskretry.testkit.storm;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.stepfunctions.DeployedStateMachine;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;

/**
 * How the state machine repeats a throttled RunTask: full jitter below a cap.
 *
 * @param attempts retries after the first call
 */
record ThrottleRetrier(int intervalSeconds, double rate, int maxDelaySeconds, int attempts) {

    /** The retrier before there was one for throttling. */
    static final ThrottleRetrier IMPATIENT = new ThrottleRetrier(2, 2, 60, 10);

    /** As {@code sam/wait-and-run.asl.json} deploys it. */
    static ThrottleRetrier deployed() {
        JsonNode retriers = Json.read(
                        DeployedStateMachine.waitAndRun("wait-and-run").definition())
                .at("/States/RunTask/Retry");
        for (JsonNode retrier : retriers) {
            if (Json.elements(retrier.path("ErrorEquals"))
                    .anyMatch(error -> error.asText().equals("Ecs.EcsException"))) {
                return new ThrottleRetrier(
                        retrier.path("IntervalSeconds").asInt(),
                        retrier.path("BackoffRate").asDouble(),
                        retrier.path("MaxDelaySeconds").asInt(),
                        retrier.path("MaxAttempts").asInt());
            }
        }
        throw new AssertionError("no retrier for throttling");
    }

    Duration delay(int retry, double chance) {
        double seconds = Math.min(maxDelaySeconds, intervalSeconds * Math.pow(rate, retry - 1));
        return Duration.ofMillis((long) (seconds * chance * 1_000));
    }
}
