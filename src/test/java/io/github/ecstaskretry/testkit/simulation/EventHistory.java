package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CloudTrail's event history of RunTask: records come minutes late, sometimes an hour or never, and some come twice. */
final class EventHistory {

    private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

    private final Timeline timeline;
    private final Chance chance;
    private final Faults faults;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Instant> visible = new HashMap<>();

    /** By the end of the period: all pages of a question come in one order. */
    private final Map<Instant, Boolean> shuffled = new HashMap<>();

    private @Nullable Instant deniedSince;

    EventHistory(Timeline timeline, Chance chance, Faults faults) {
        this.timeline = timeline;
        this.chance = chance;
        this.faults = faults;
    }

    /**
     * A record.
     *
     * @param at when RunTask was called, to the second
     * @param visible from when on LookupEvents shows it
     */
    record Entry(Instant at, Instant visible, String text) {}

    void deny() {
        deniedSince = timeline.now();
    }

    boolean isDenied() {
        return deniedSince != null;
    }

    /** Whether access to it was denied at that time. */
    boolean isDenied(Instant moment) {
        return deniedSince != null && !deniedSince.isAfter(moment);
    }

    /** When the job's first launch can be read; null: never. */
    @Nullable Instant visible(Job job) {
        return visible.get(job.id());
    }

    /** RunTask has made the job's first task, or has made none. */
    void add(Job job, Instant at, @Nullable String taskArn) {
        ObjectNode record = record(job.missed() ? uuid(job.id()) : uuid(chance.id()), at);
        record.set("requestParameters", request(job));
        ObjectNode answer = record.putObject("responseElements");
        answer.putArray("tasks");
        answer.putArray("failures");
        if (taskArn != null) {
            answer.withArray("tasks").addObject().put("taskArn", taskArn);
        } else {
            answer.withArray("failures").addObject().put("reason", "RESOURCE:MEMORY");
        }
        Instant shown = at.plus(delay());
        if (faults.strikes(Fault.RECORD_MISSING, 1, job.id())) {
            return;
        }
        visible.put(job.id(), shown);
        add(new Entry(at.truncatedTo(ChronoUnit.SECONDS), shown, Json.write(record)));
    }

    /** A launch that must be ignored: our own failed launch, or a launch that its caller repeats. */
    void addForeign(String startedBy, @Nullable String error) {
        ObjectNode record = record(uuid(chance.id()), timeline.now());
        ObjectNode request = record.putObject("requestParameters");
        request.put("cluster", "prod").put("taskDefinition", "etl:7").put("startedBy", startedBy);
        if (error == null) {
            record.putObject("responseElements")
                    .putArray("failures")
                    .addObject()
                    .put("reason", "RESOURCE:MEMORY");
        } else {
            record.put("errorCode", error).putNull("responseElements");
        }
        add(new Entry(
                timeline.now().truncatedTo(ChronoUnit.SECONDS), timeline.now().plus(delay()), Json.write(record)));
    }

    private void add(Entry entry) {
        entries.add(entry);
        if (faults.strikes(Fault.RECORD_TWICE, 1, "a record")) {
            entries.add(new Entry(entry.at(), entry.visible().plus(chance.seconds(0, 900)), entry.text()));
        }
    }

    private Duration delay() {
        return faults.strikes(Fault.RECORD_LATE, 0.5, "a record")
                ? chance.seconds(900, 7_200)
                : chance.seconds(60, 600);
    }

    /** Those of a period that can be read by now, newest first; now and then in another order. */
    List<String> between(Instant from, Instant to) {
        Instant now = timeline.now();
        List<Entry> found = new ArrayList<>(entries.stream()
                .filter(entry -> !entry.visible().isAfter(now))
                .filter(entry -> !entry.at().isBefore(from) && !entry.at().isAfter(to))
                .sorted(Comparator.comparing(Entry::at).reversed())
                .toList());
        if (!found.isEmpty()
                && shuffled.computeIfAbsent(to, any -> faults.strikes(Fault.RECORDS_SHUFFLED, 1, "LookupEvents"))) {
            found = found.reversed();
        }
        return found.stream().map(Entry::text).toList();
    }

    private static ObjectNode record(String id, Instant at) {
        return Json.object()
                .put("eventID", id)
                .put("eventTime", at.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("eventSource", "ecs.amazonaws.com")
                .put("eventName", "RunTask");
    }

    private static String uuid(String hex) {
        return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    private static ObjectNode request(Job job) {
        ObjectNode request = Json.object()
                .put("cluster", job.clusterArn())
                .put("taskDefinition", job.taskDefinitionArn())
                .put("platformVersion", "1.4.0")
                .put("count", 1);
        if (job.startedBy() != null) {
            request.put("startedBy", job.startedBy());
        }
        if (job.group() != null) {
            request.put("group", job.group());
        }
        if (job.spot()) {
            request.putArray("capacityProviderStrategy")
                    .addObject()
                    .put("capacityProvider", "FARGATE_SPOT")
                    .put("weight", 1);
        } else {
            request.put("launchType", "FARGATE");
        }
        ObjectNode network = request.putObject("networkConfiguration").putObject("awsvpcConfiguration");
        network.putArray("subnets").add(Caller.subnet(job.caller().network()));
        network.putArray("securityGroups").add(Caller.securityGroup(job.caller().network()));
        network.put("assignPublicIp", "DISABLED");
        ObjectNode overrides = job.overrides().deepCopy();
        overrides.path("containerOverrides").forEach(container -> {
            if (container.has("environment")) {
                ((ObjectNode) container).put("environment", HIDDEN);
            }
        });
        request.set("overrides", overrides);
        return request;
    }
}
