package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.LaunchEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One execution of wait-and-run: its first ending stays. */
final class Execution {

    private static final String ARN = LaunchEvent.STATE_MACHINE_ARN.replace(":stateMachine:", ":execution:") + ":";

    private final String name;
    private final String input;
    private final Instant startedAt;
    private String status = "RUNNING";
    private @Nullable String error;
    private @Nullable String cause;
    private @Nullable String output;
    private @Nullable Instant stoppedAt;
    private final List<Truth> failures = new ArrayList<>();
    private int redrives;

    Execution(String name, String input, Instant startedAt) {
        this.name = name;
        this.input = input;
        this.startedAt = startedAt;
    }

    static String arn(String name) {
        return ARN + name;
    }

    String name() {
        return name;
    }

    String input() {
        return input;
    }

    String status() {
        return status;
    }

    Instant startedAt() {
        return startedAt;
    }

    @Nullable Instant stoppedAt() {
        return stoppedAt;
    }

    @Nullable String error() {
        return error;
    }

    @Nullable String cause() {
        return cause;
    }

    @Nullable String output() {
        return output;
    }

    /** Whether it only keeps the values of a held retry, and launches nothing. */
    boolean onlyKeepsValues() {
        return name.endsWith("-held");
    }

    boolean isRunning() {
        return stoppedAt == null;
    }

    /** Ends it as succeeded, unless it has ended. */
    boolean succeed(String result, Instant now) {
        boolean ends = end("SUCCEEDED", null, null, now);
        if (ends) {
            output = result;
        }
        return ends;
    }

    /** Ends it, unless it has ended. */
    boolean end(String how, @Nullable String why, @Nullable String detail, Instant now) {
        if (!isRunning()) {
            return false;
        }
        status = how;
        error = why;
        cause = detail;
        stoppedAt = now;
        if (!how.equals("SUCCEEDED")) {
            failures.add(truth());
        }
        return true;
    }

    /** Somebody redrives it from the state where it ended. */
    void redrive() {
        redrives++;
        status = "RUNNING";
        stoppedAt = null;
    }

    int redrives() {
        return redrives;
    }

    /** Its failures for the oracle: one, and another after a redrive. */
    List<Truth> failures() {
        return failures;
    }

    private Truth truth() {
        String text = error + " " + cause;
        if (status.equals("ABORTED")) {
            return Truth.ofLaunch("retry-aborted", "intentional");
        } else if (text.contains("RESOURCE:FARGATE")) {
            return Truth.ofLaunch("capacity", "transient");
        } else if (text.contains("TooLate")) {
            return Truth.ofLaunch("too-late", "permanent");
        } else if (text.contains("Ecs.AccessDeniedException")) {
            return Truth.ofLaunch("access-denied", "permanent");
        } else if (text.contains("Ecs.ClusterNotFoundException")) {
            return Truth.ofLaunch("cluster-missing", "permanent");
        } else if (text.contains("Rate exceeded")) {
            return Truth.ofLaunch("throttling", "transient");
        } else if (text.contains("Ecs.ServerException")) {
            return Truth.ofLaunch("api-server-error", "transient");
        }
        return Truth.ofLaunch("unrecognised", "ambiguous");
    }

    /** "Step Functions Execution Status Change" of its end. */
    ObjectNode ended(String eventId, boolean withInput) {
        Instant end = stoppedAt == null ? startedAt : stoppedAt;
        ObjectNode event = LaunchEvent.failed(input, error, cause)
                .with(detail -> {
                    detail.put("executionArn", arn(name)).put("name", name).put("status", status);
                    detail.put("startDate", startedAt.toEpochMilli()).put("stopDate", end.toEpochMilli());
                    if (!withInput) {
                        detail.putNull("input");
                    }
                })
                .json();
        return event.put("id", eventId).put("time", end.toString());
    }
}
