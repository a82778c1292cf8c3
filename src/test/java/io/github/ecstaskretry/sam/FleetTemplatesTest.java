package io.github.ecstaskretry.sam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.deployed.CloudFormationYaml;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stack set, the shared topic, and the parameters of the template that serve them. */
class FleetTemplatesTest {

    private static final Path EXAMPLES = Path.of("docs", "examples", "fleet");
    private static final String TOPIC = "arn:aws:sns:us-east-1:444455556666:notices";

    private static JsonNode example(String file) throws Exception {
        return CloudFormationYaml.read(Files.readString(EXAMPLES.resolve(file)));
    }

    @Test
    void theStackSetGivesOnlyParametersThatTheTemplateHas() throws Exception {
        JsonNode set = example("stackset.yaml").at("/Resources/Fleet/Properties");

        assertThat(set.path("Parameters"))
                .isNotEmpty()
                .allMatch(given -> !SamTemplate.read()
                        .parameter(given.path("ParameterKey").asText())
                        .isMissingNode());
        assertThat(set.path("PermissionModel").asText()).isEqualTo("SELF_MANAGED");
        assertThat(set.path("Capabilities")).extracting(JsonNode::asText).contains("CAPABILITY_AUTO_EXPAND");
    }

    /** Every call of the function and of doctor, for accounts of the organization only. */
    @Test
    void theSharedTopicAllowsWhatTheStacksDo() throws Exception {
        JsonNode statements =
                example("notices-topic.yaml").at("/Resources/NoticesPolicy/Properties/PolicyDocument/Statement");
        JsonNode allowed = statements.path(0);

        assertThat(allowed.path("Action"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("sns:Publish", "sns:GetTopicAttributes");
        assertThat(allowed.at("/Condition/StringEquals").has("aws:PrincipalOrgID"))
                .isTrue();
        assertThat(statements)
                .filteredOn(statement -> statement.path("Effect").asText().equals("Allow"))
                .hasSize(1);
    }

    @Test
    void aSharedTopicReplacesTheStacksOwn() {
        SamTemplate shared =
                SamTemplate.read().with("NoticesTopicArn", TOPIC).with("NotificationEmail", "ann@example.com");

        assertThat(shared.resources()).doesNotContainKeys("NoticesTopic", "NoticesTopicPolicy", "EmailSubscription");
        assertThat(shared.outputs().get("TopicArn").asText()).isEqualTo(TOPIC);
        assertThat(shared.properties("TaskRetryFunction")
                        .at("/Environment/Variables/RETRY_TOPIC_ARN")
                        .asText())
                .isEqualTo(TOPIC);
        for (String action : List.of("sns:Publish", "sns:GetTopicAttributes")) {
            assertThat(shared.statements())
                    .filteredOn(statement -> statement.path("Action").asText().equals(action)
                            && statement.path("Effect").asText().equals("Allow"))
                    .isNotEmpty()
                    .allMatch(statement ->
                            statement.at("/Resource/Fn::If/2/Ref").asText().equals("NoticesTopicArn"));
        }
    }
}
