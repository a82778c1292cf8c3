package io.github.ecstaskretry.testkit.standin.launchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Operation;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import io.github.ecstaskretry.testkit.standin.wire.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * CloudTrail's event history, as far as RunTask goes (AWS CloudTrail API reference, {@code LookupEvents}): records come late,
 * newest first, 50 a page, and only two calls a second are answered.
 */
public final class EventHistoryStandIn {

    private static final int CALLS_A_SECOND = 2;
    private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

    private final Account account;
    private final List<Entry> entries = new ArrayList<>();
    private final Deque<Instant> calls = new ArrayDeque<>();
    private Duration delay = Duration.ZERO;

    public EventHistoryStandIn(Account account) {
        this.account = account;
    }

    private record Entry(String id, Instant at, Instant visible, ObjectNode record) {

        Entry aged(Duration by) {
            ObjectNode older = record.deepCopy();
            older.put("eventTime", Times.isoSeconds(at.minus(by)));
            return new Entry(id, at.minus(by), visible.minus(by), older);
        }
    }

    /** Records that are made from now on come this late. */
    public synchronized void delay(Duration time) {
        delay = time;
    }

    /** Lets time pass: moves all times into the past. */
    public synchronized void age(Duration by) {
        entries.replaceAll(entry -> entry.aged(by));
    }

    /** The same service, whose RunTask is recorded. */
    public AwsService recording(AwsService ecs) {
        Map<String, Operation> operations = new HashMap<>(ecs.operations());
        operations.computeIfPresent("RunTask", (name, runTask) -> request -> recorded(request, runTask));
        return new AwsService(ecs.name(), operations);
    }

    private ObjectNode recorded(ObjectNode request, Operation runTask) {
        try {
            ObjectNode answer = runTask.call(request);
            add(record().<ObjectNode>set("requestParameters", hidden(request)).set("responseElements", answer));
            return answer;
        } catch (AwsError error) {
            ObjectNode record = record().put("errorCode", error.type()).put("errorMessage", error.message());
            record.set("requestParameters", hidden(request));
            add(record.putNull("responseElements"));
            throw error;
        }
    }

    private ObjectNode record() {
        return Json.object()
                .put("eventID", UUID.randomUUID().toString())
                .put("eventTime", Times.isoSeconds(Times.now()))
                .put("eventSource", "ecs.amazonaws.com")
                .put("eventName", "RunTask")
                .put("awsRegion", account.region());
    }

    private static ObjectNode hidden(ObjectNode request) {
        ObjectNode hidden = request.deepCopy();
        hidden.path("overrides").path("containerOverrides").forEach(container -> {
            if (container instanceof ObjectNode object && object.has("environment")) {
                object.put("environment", HIDDEN);
            }
        });
        return hidden;
    }

    /** Adds a record as CloudTrail writes it. */
    public synchronized void add(ObjectNode record) {
        Instant at = Instant.parse(record.path("eventTime").asText());
        entries.add(new Entry(record.path("eventID").asText(), at, Times.now().plus(delay), record.deepCopy()));
    }

    /** On the wire. */
    public AwsJson onTheWire(Switchboard switchboard) {
        return new AwsJson(
                switchboard,
                new AwsService("CloudTrail", Map.of("LookupEvents", this::lookupEvents)),
                "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.",
                "1.1");
    }

    private synchronized ObjectNode lookupEvents(ObjectNode request) {
        Instant now = Times.now();
        calls.removeIf(call -> call.isBefore(now.minusSeconds(1)));
        if (calls.size() == CALLS_A_SECOND) {
            throw AwsError.throttled();
        }
        calls.add(now);
        JsonNode attributes = request.path("LookupAttributes");
        if (attributes.size() != 1
                || !attributes.path(0).path("AttributeValue").asText().equals("RunTask")) {
            throw AwsError.client("InvalidLookupAttributesException", "Only EventName RunTask is implemented.");
        }
        Instant from = Times.fromEpochSeconds(request.path("StartTime").decimalValue());
        Instant to = Times.fromEpochSeconds(request.path("EndTime").decimalValue());
        List<Entry> found = entries.stream()
                .filter(entry -> !entry.visible().isAfter(now))
                .filter(entry -> !entry.at().isBefore(from) && !entry.at().isAfter(to))
                .sorted(Comparator.comparing(Entry::at).reversed())
                .toList();
        return page(
                found,
                request.path("NextToken").asInt(0),
                request.path("MaxResults").asInt(50));
    }

    private static ObjectNode page(List<Entry> found, int begin, int size) {
        int end = Math.min(found.size(), begin + size);
        ObjectNode answer = Json.object();
        ArrayNode events = answer.putArray("Events");
        for (Entry entry : found.subList(begin, end)) {
            ObjectNode event = events.addObject()
                    .put("EventId", entry.id())
                    .put("EventName", "RunTask")
                    .put("EventSource", "ecs.amazonaws.com")
                    .put("CloudTrailEvent", entry.record().toString());
            event.set("EventTime", Times.epochSeconds(entry.at()));
        }
        if (end < found.size()) {
            answer.put("NextToken", Integer.toString(end));
        }
        return answer;
    }
}
