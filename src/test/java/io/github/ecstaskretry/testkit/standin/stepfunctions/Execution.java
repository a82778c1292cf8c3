package io.github.ecstaskretry.testkit.standin.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One execution: its first ending stays. */
final class Execution {

    private final String arn;
    private final String stateMachineArn;
    private final String name;
    private final String input;
    private final Instant startDate = Times.now();
    private final History history;
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

    Execution(String arn, String stateMachineArn, String name, String input, String region) {
        this.arn = arn;
        this.stateMachineArn = stateMachineArn;
        this.name = name;
        this.input = input;
        this.history = new History(region);
    }

    String arn() {
        return arn;
    }

    String stateMachineArn() {
        return stateMachineArn;
    }

    String name() {
        return name;
    }

    String input() {
        return input;
    }

    Instant startDate() {
        return startDate;
    }

    History history() {
        return history;
    }

    Optional<Ending> ending() {
        return Optional.ofNullable(ending.get());
    }

    String status() {
        return ending().map(Ending::status).orElse("RUNNING");
    }

    /** Ends it, unless it has ended. */
    boolean end(Ending how) {
        if (!ending.compareAndSet(null, how)) {
            return false;
        }
        history.end(eventType(how.status()), "execution" + eventName(how.status()) + "EventDetails", details(how));
        return true;
    }

    /** Moves its end into the past. */
    void age(Duration by) {
        ending.updateAndGet(how -> how == null ? null : how.earlier(by));
    }

    /** As ListExecutions shows it. */
    ObjectNode summary() {
        ObjectNode summary = Json.object();
        summary.put("executionArn", arn);
        summary.put("stateMachineArn", stateMachineArn);
        summary.put("name", name);
        summary.put("status", status());
        summary.set("startDate", Times.epochSeconds(startDate));
        ending().ifPresent(how -> summary.set("stopDate", Times.epochSeconds(how.at())));
        summary.put("redriveCount", 0);
        return summary;
    }

    /** As DescribeExecution shows it. */
    ObjectNode description() {
        ObjectNode description = summary();
        description.put("input", input);
        description.putObject("inputDetails").put("included", true);
        ending().ifPresent(how -> {
            putIfPresent(description, "output", how.output());
            if (how.output() != null) {
                description.putObject("outputDetails").put("included", true);
            }
            putIfPresent(description, "error", how.error());
            putIfPresent(description, "cause", how.cause());
        });
        return description;
    }

    private static ObjectNode details(Ending how) {
        ObjectNode details = Json.object();
        if (how.output() != null) {
            details.put("output", how.output());
            details.putObject("outputDetails").put("truncated", false);
        }
        putIfPresent(details, "error", how.error());
        putIfPresent(details, "cause", how.cause());
        return details;
    }

    private static void putIfPresent(ObjectNode object, String member, @Nullable String value) {
        if (value != null) {
            object.put(member, value);
        }
    }

    private static String eventType(String status) {
        return "Execution" + eventName(status);
    }

    private static String eventName(String status) {
        return switch (status) {
            case "SUCCEEDED" -> "Succeeded";
            case "FAILED" -> "Failed";
            case "TIMED_OUT" -> "TimedOut";
            default -> "Aborted";
        };
    }
}
