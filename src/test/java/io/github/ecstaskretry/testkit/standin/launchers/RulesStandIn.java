package io.github.ecstaskretry.testkit.standin.launchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The rules of EventBridge's buses and their targets (Amazon EventBridge API reference, {@code ListEventBuses}, {@code
 * ListRuleNamesByTarget}, {@code ListTargetsByRule}).
 */
public final class RulesStandIn {

    private static final int MOST_ON_A_PAGE = 100;

    private static final String DEFAULT_BUS = "default";

    private final Map<String, Map<String, ArrayNode>> buses =
            new ConcurrentSkipListMap<>(Map.of(DEFAULT_BUS, new ConcurrentSkipListMap<>()));

    /** What EventBridge puts into {@code startedBy}: 36 characters at most. */
    public static String startedBy(String rule) {
        return cut("events-rule/" + rule);
    }

    static String cut(String startedBy) {
        return startedBy.substring(0, Math.min(startedBy.length(), 36));
    }

    /**
     * Makes or replaces a rule of the default bus.
     *
     * @param target JSON as PutTargets takes it
     */
    public void put(String rule, String... target) {
        putOn(DEFAULT_BUS, rule, target);
    }

    /** Makes or replaces a rule, and its bus if there is none of that name. */
    public void putOn(String bus, String rule, String... target) {
        ArrayNode array = Json.object().putArray("Targets");
        List.of(target).forEach(text -> array.add(Json.read(text)));
        buses.computeIfAbsent(bus, added -> new ConcurrentSkipListMap<>()).put(rule, array);
    }

    /** Deletes a rule of the default bus. */
    public void delete(String rule) {
        buses.getOrDefault(DEFAULT_BUS, Map.of()).remove(rule);
    }

    /** On the wire. */
    public AwsJson onTheWire(Switchboard switchboard) {
        return new AwsJson(
                switchboard,
                new AwsService(
                        "EventBridge",
                        Map.of(
                                "ListEventBuses", this::listEventBuses,
                                "ListRuleNamesByTarget", this::listRuleNamesByTarget,
                                "ListTargetsByRule", this::listTargetsByRule)),
                "AWSEvents.",
                "1.1");
    }

    private Map<String, ArrayNode> bus(ObjectNode request) {
        String name = request.path("EventBusName").asText(DEFAULT_BUS);
        Map<String, ArrayNode> found = buses.get(name);
        if (found == null) {
            throw AwsError.client("ResourceNotFoundException", "Event bus " + name + " does not exist.");
        }
        return found;
    }

    private ObjectNode listEventBuses(ObjectNode request) {
        ArrayNode list = Json.object().putArray("EventBuses");
        buses.keySet().stream()
                .limit(request.path("Limit").asInt(MOST_ON_A_PAGE))
                .forEach(name -> list.addObject().put("Name", name));
        return Json.object().set("EventBuses", list);
    }

    private ObjectNode listRuleNamesByTarget(ObjectNode request) {
        String arn = request.path("TargetArn").asText();
        List<String> names = bus(request).entrySet().stream()
                .filter(rule -> rule.getValue().findValuesAsText("Arn").contains(arn))
                .map(Map.Entry::getKey)
                .toList();
        int from = request.path("NextToken").asInt(0);
        int to = Math.min(names.size(), from + MOST_ON_A_PAGE);
        ObjectNode answer = Json.object();
        names.subList(from, to).forEach(answer.putArray("RuleNames")::add);
        if (to < names.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        return answer;
    }

    private ObjectNode listTargetsByRule(ObjectNode request) {
        String rule = request.path("Rule").asText();
        JsonNode found = bus(request).get(rule);
        if (found == null) {
            throw AwsError.client("ResourceNotFoundException", "Rule " + rule + " does not exist on EventBus default.");
        }
        return Json.object().set("Targets", found.deepCopy());
    }
}
