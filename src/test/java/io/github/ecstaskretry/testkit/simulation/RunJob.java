package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One execution of run-job, as {@code sam/run-job.asl.json} runs it. It begins again whenever somebody redrives it. */
final class RunJob {

    static final String STATE_MACHINE_ARN = LaunchEvent.STATE_MACHINE_ARN + "-run-job";

    private final String arn;
    private final Job job;
    private final Duration timeout;
    private final SimulatedTask standIn;
    private final List<Drive> drives = new ArrayList<>();
    private boolean launched;
    private @Nullable String output;

    /** The time from a start or a redrive to the end that follows. */
    static final class Drive {

        private final Instant begin;
        private @Nullable String token;
        private @Nullable Instant storedAt;
        private @Nullable Answered answer;
        private @Nullable Instant end;
        private String status = "RUNNING";
        private @Nullable String error;

        private Drive(Instant begin) {
            this.begin = begin;
        }

        Instant begin() {
            return begin;
        }

        /** When the table got the token that the execution waits for; null if it never did. */
        @Nullable Instant storedAt() {
            return storedAt;
        }

        /** Null if it was not answered. */
        @Nullable Answered answer() {
            return answer;
        }

        /** Null while it runs. */
        @Nullable Instant end() {
            return end;
        }

        boolean isRunning() {
            return end == null;
        }

        boolean isAborted() {
            return status.equals("ABORTED");
        }

        String status() {
            return status;
        }

        /** Why it failed; null if it did not. */
        @Nullable String error() {
            return error;
        }

        void stored(String newToken, Instant now) {
            token = newToken;
            storedAt = now;
        }

        boolean waitsWith(String taskToken) {
            return isRunning() && answer == null && taskToken.equals(token);
        }

        void end(String how, @Nullable String why, Instant now) {
            status = how;
            error = why;
            end = now;
        }
    }

    /**
     * What it was told.
     *
     * @param error null if the job did its work
     * @param text the job, or the cause of the error
     */
    record Answered(Instant at, @Nullable String error, String text) {}

    RunJob(String name, Job scripted, Duration timeout, Instant now) {
        this.arn = STATE_MACHINE_ARN.replace(":stateMachine:", ":execution:") + ":" + name;
        this.job = scripted.of(jobId(arn));
        this.timeout = timeout;
        this.standIn = new SimulatedTask(Ecs.firstOf(job), now, now);
        drives.add(new Drive(now));
    }

    private static String jobId(String arn) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(arn.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String arn() {
        return arn;
    }

    Job job() {
        return job;
    }

    Duration timeout() {
        return timeout;
    }

    /** The job's first task for as long as there is none. */
    SimulatedTask standIn() {
        return standIn;
    }

    List<Drive> drives() {
        return drives;
    }

    Drive drive() {
        return drives.getLast();
    }

    Instant startedAt() {
        return drives.getFirst().begin();
    }

    /** Whether the branch that launches attempt 1 has ended well. */
    boolean hasLaunched() {
        return launched;
    }

    void launched() {
        launched = true;
    }

    void answered(Answered answer) {
        drive().answer = answer;
        output = answer.text();
    }

    /** Whether the branch that waits has ended well, in this drive or in an earlier one. */
    boolean hasJob() {
        return drives.stream().map(Drive::answer).anyMatch(answer -> answer != null && answer.error() == null);
    }

    void redrive(Instant now) {
        drives.add(new Drive(now));
    }

    String status() {
        return drive().status;
    }

    @Nullable String error() {
        return drive().error;
    }

    @Nullable String output() {
        return status().equals("SUCCEEDED") ? output : null;
    }

    /** Attempt 0 of the job. */
    Map<String, AttributeValue> item(String token) {
        String since = Recorded.format(startedAt());
        return Map.of(
                "jobId", AttributeValue.fromS(job.id()),
                "attempt", AttributeValue.fromN("0"),
                "taskToken", AttributeValue.fromS(token),
                "executionArn", AttributeValue.fromS(arn),
                "clusterArn", AttributeValue.fromS(job.clusterArn()),
                "pendingShard", AttributeValue.fromS("answer-" + startedAt().toEpochMilli() % 4),
                "notBefore", AttributeValue.fromS(since),
                "recordedAt", AttributeValue.fromS(since),
                "expiresAt", AttributeValue.fromN(String.valueOf(startedAt().getEpochSecond() + 1_209_600)));
    }

    String launchName() {
        return job.id() + "-1";
    }

    /** The input of the execution that launches attempt 1. */
    String launchInput() {
        ObjectNode input = Json.object().put("jobId", job.id()).put("attempt", 1);
        input.put("notBefore", Recorded.format(startedAt()));
        input.set("runTask", LaunchCheck.firstRequest(job));
        return Json.write(input);
    }

    /** "Step Functions Execution Status Change" of its abort. */
    ObjectNode aborted(String eventId) {
        Instant end = Objects.requireNonNull(drive().end());
        return LaunchEvent.aborted("{}", "not needed any more")
                .with(detail -> detail.put("executionArn", arn)
                        .put("stateMachineArn", STATE_MACHINE_ARN)
                        .put("name", arn.substring(arn.lastIndexOf(':') + 1))
                        .put("startDate", startedAt().toEpochMilli())
                        .put("stopDate", end.toEpochMilli())
                        .putNull("input"))
                .json()
                .put("id", eventId)
                .put("time", end.toString());
    }
}
