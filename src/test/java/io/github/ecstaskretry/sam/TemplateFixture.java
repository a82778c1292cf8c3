package io.github.ecstaskretry.sam;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.deployed.CloudFormationYaml;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The template, and how tests read it. */
abstract class TemplateFixture {

    static final SamTemplate TEMPLATE = SamTemplate.read();
    static final JsonNode FUNCTION = TEMPLATE.properties("TaskRetryFunction");
    static final JsonNode TABLE = TEMPLATE.properties("AttemptsTable");
    static final Map<String, JsonNode> STATE_MACHINES = TEMPLATE.ofType("AWS::StepFunctions::StateMachine");

    static JsonNode getAtt(String resource) {
        return CloudFormationYaml.read("arn: !GetAtt " + resource + ".Arn").get("arn");
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    static Set<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }
}
