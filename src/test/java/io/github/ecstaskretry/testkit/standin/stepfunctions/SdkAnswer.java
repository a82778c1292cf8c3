package io.github.ecstaskretry.testkit.standin.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Times;

/** ECS's answer as a state gets it: Pascal case, and times as ISO texts. */
final class SdkAnswer {

    private SdkAnswer() {}

    static JsonNode of(ObjectNode answer) {
        ObjectNode copy = answer.deepCopy();
        copy.path("tasks").forEach(task -> isoTimes((ObjectNode) task));
        return MemberNames.pascalCase(copy);
    }

    private static void isoTimes(ObjectNode task) {
        task.properties().forEach(member -> {
            if (member.getKey().endsWith("At") && member.getValue().isNumber()) {
                member.setValue(task.textNode(
                        Times.fromEpochSeconds(member.getValue().decimalValue()).toString()));
            }
        });
    }
}
