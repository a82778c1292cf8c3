package io.github.ecstaskretry.testkit.standin.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsQuery;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** AWS CloudFormation's {@code DescribeStacks} of one stack (AWS CloudFormation API reference). */
public final class StackStandIn {

    static final String NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/";

    private StackStandIn() {}

    /** A stack with these outputs. */
    public static AwsQuery onTheWire(Switchboard switchboard, String stack, Map<String, String> outputs) {
        AwsService service = new AwsService(
                "CloudFormation", Map.of("DescribeStacks", form -> described(form, stack, stack, outputs)));
        return new AwsQuery(switchboard, service, NAMESPACE);
    }

    static ObjectNode described(ObjectNode form, String name, String id, Map<String, String> outputs) {
        String asked = form.path("StackName").asText();
        if (!asked.equals(name)) {
            throw AwsError.client("ValidationError", "Stack with id " + asked + " does not exist");
        }
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Stacks")
                .addObject()
                .put("StackId", id)
                .put("StackName", name)
                .put("StackStatus", "CREATE_COMPLETE")
                .put("CreationTime", Instant.now().minus(Duration.ofDays(1)).toString())
                .putArray("Outputs");
        outputs.forEach((key, value) -> list.addObject().put("OutputKey", key).put("OutputValue", value));
        return answer;
    }
}
