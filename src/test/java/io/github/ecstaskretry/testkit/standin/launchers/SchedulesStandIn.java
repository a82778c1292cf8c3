package io.github.ecstaskretry.testkit.standin.launchers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.RestJson;
import io.github.ecstaskretry.testkit.standin.wire.RestJson.Route;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The schedules of EventBridge Scheduler (its API reference, {@code ListSchedules}, {@code GetSchedule}). */
public final class SchedulesStandIn {

    private static final int MOST_ON_A_PAGE = 100;

    private static final List<Route> ROUTES = List.of(
            Route.of("GET", "/schedules", "ListSchedules"), Route.of("GET", "/schedules/{Name}", "GetSchedule"));

    private final Account account;
    private final Map<String, ObjectNode> schedules = new ConcurrentSkipListMap<>();

    public SchedulesStandIn(Account account) {
        this.account = account;
    }

    /** What Scheduler puts into {@code startedBy} of a templated target's task: 36 characters at most, without the group. */
    public static String startedBy(String schedule) {
        return RulesStandIn.cut("chronos-schedule/" + schedule);
    }

    /**
     * Makes or replaces a schedule.
     *
     * @param target JSON as CreateSchedule takes it
     * @return its ARN
     */
    public String put(String group, String name, String target) {
        String arn = account.arn("scheduler", "schedule/" + group + "/" + name);
        ObjectNode schedule = Json.object()
                .put("Arn", arn)
                .put("GroupName", group)
                .put("Name", name)
                .put("State", "ENABLED");
        schedules.put(group + "/" + name, schedule.set("Target", Json.read(target)));
        return arn;
    }

    /** Deletes a schedule. */
    public void delete(String group, String name) {
        schedules.remove(group + "/" + name);
    }

    /** On the wire. */
    public RestJson onTheWire(Switchboard switchboard) {
        return new RestJson(
                switchboard,
                new AwsService(
                        "Scheduler", Map.of("ListSchedules", this::listSchedules, "GetSchedule", this::getSchedule)),
                ROUTES);
    }

    private ObjectNode listSchedules(ObjectNode request) {
        List<ObjectNode> found = schedules.values().stream()
                .filter(schedule -> schedule.path("Name")
                        .asText()
                        .startsWith(request.path("NamePrefix").asText()))
                .toList();
        int from = request.path("NextToken").asInt(0);
        int to = Math.min(found.size(), from + MOST_ON_A_PAGE);
        ObjectNode answer = Json.object();
        ArrayNode summaries = answer.putArray("Schedules");
        for (ObjectNode schedule : found.subList(from, to)) {
            ObjectNode summary = schedule.deepCopy();
            ((ObjectNode) summary.path("Target")).retain("Arn");
            summaries.add(summary);
        }
        if (to < found.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        return answer;
    }

    private ObjectNode getSchedule(ObjectNode request) {
        String group = request.path("groupName").asText("default");
        String name = request.path("Name").asText();
        ObjectNode schedule = schedules.get(group + "/" + name);
        if (schedule == null) {
            throw AwsError.of(404, "ResourceNotFoundException", "Schedule " + name + " does not exist.");
        }
        return schedule.deepCopy();
    }
}
