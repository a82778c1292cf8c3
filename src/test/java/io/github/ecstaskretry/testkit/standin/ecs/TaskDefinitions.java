package io.github.ecstaskretry.testkit.standin.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Times;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** RegisterTaskDefinition and DescribeTaskDefinition, without any check of the definition's content. */
final class TaskDefinitions {

    private final Account account;
    private final Map<String, TreeMap<Integer, TaskDefinition>> families = new TreeMap<>();

    TaskDefinitions(Account account) {
        this.account = account;
    }

    synchronized ObjectNode register(ObjectNode request) {
        String family = request.path("family").asText();
        if (family.isEmpty() || request.path("containerDefinitions").isEmpty()) {
            throw AwsError.client("ClientException", "family and containerDefinitions are required");
        }
        TreeMap<Integer, TaskDefinition> revisions = families.computeIfAbsent(family, key -> new TreeMap<>());
        int revision = revisions.isEmpty() ? 1 : revisions.lastKey() + 1;
        ObjectNode document = request.deepCopy();
        document.remove("tags");
        document.put("taskDefinitionArn", arn(family + ":" + revision));
        document.put("revision", revision);
        document.put("status", "ACTIVE");
        document.set("registeredAt", Times.epochSeconds(Times.now()));
        revisions.put(revision, new TaskDefinition(document));
        return described(document);
    }

    ObjectNode describe(ObjectNode request) {
        return find(request.path("taskDefinition").asText())
                .map(definition -> described(definition.document().deepCopy()))
                .orElseThrow(() -> AwsError.client("ClientException", "Unable to describe task definition."));
    }

    /** By ARN, {@code family:revision} or family (its latest revision); empty when it was not registered here. */
    synchronized Optional<TaskDefinition> find(String name) {
        List<String> parts = parts(name);
        TreeMap<Integer, TaskDefinition> revisions = families.getOrDefault(parts.getFirst(), new TreeMap<>());
        if (parts.size() == 1) {
            return Optional.ofNullable(revisions.lastEntry()).map(Map.Entry::getValue);
        }
        return Optional.ofNullable(revisions.get(revision(parts.getLast())));
    }

    /** The ARN; a definition that was not registered here has revision 1 when none is given. */
    String arnOf(String name) {
        if (name.startsWith("arn:")) {
            return name;
        }
        return find(name).map(TaskDefinition::arn).orElseGet(() -> arn(name.contains(":") ? name : name + ":1"));
    }

    static String family(String name) {
        return parts(name).getFirst();
    }

    private static int revision(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw AwsError.client("ClientException", "Invalid revision number. Number: " + text);
        }
    }

    private static List<String> parts(String name) {
        return List.of(name.substring(name.indexOf('/') + 1).split(":", 2));
    }

    private String arn(String familyAndRevision) {
        return account.arn("ecs", "task-definition/" + familyAndRevision);
    }

    private static ObjectNode described(ObjectNode document) {
        ObjectNode answer = Json.object();
        answer.set("taskDefinition", document);
        answer.putArray("tags");
        return answer;
    }
}
