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
 * The rules of EventBridge's default bus and their targets (Amazon EventBridge API reference, {@code ListRuleNamesByTarget}, {@code
 * ListTargetsByRule}).
 */
public final class RulesStandIn {

    private static final int MOST_ON_A_PAGE = 100;

    private final Map<String, ArrayNode> targets = new ConcurrentSkipListMap<>();

    /** What EventBridge puts into {@code startedBy}: 36 characters at most. */
    public static String startedBy(String rule) {
        return cut("events-rule/" + rule);
    }

    static String cut(String startedBy) {
        return startedBy.substring(0, Math.min(startedBy.length(), 36));
    }

    /**
     * Makes or replaces a rule.
     *
     * @param target JSON as PutTargets takes it
     */
    public void put(String rule, String... target) {
        ArrayNode array = Json.object().putArray("Targets");
        List.of(target).forEach(text -> array.add(Json.read(text)));
        targets.put(rule, array);
    }

    /** Deletes a rule. */
    public void delete(String rule) {
        targets.remove(rule);
    }

    /** On the wire. */
    public AwsJson onTheWire(Switchboard switchboard) {
        return new AwsJson(
                switchboard,
                new AwsService(
                        "EventBridge",
                        Map.of(
                                "ListRuleNamesByTarget", this::listRuleNamesByTarget,
                                "ListTargetsByRule", this::listTargetsByRule)),
                "AWSEvents.",
                "1.1");
    }

    private ObjectNode listRuleNamesByTarget(ObjectNode request) {
        String arn = request.path("TargetArn").asText();
        List<String> names = targets.entrySet().stream()
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
        JsonNode found = targets.get(rule);
        if (found == null) {
            throw AwsError.client("ResourceNotFoundException", "Rule " + rule + " does not exist on EventBus default.");
        }
        return Json.object().set("Targets", found.deepCopy());
    }
}
