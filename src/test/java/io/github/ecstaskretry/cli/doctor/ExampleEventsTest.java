package io.github.ecstaskretry.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.deployed.EventPattern;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example events match the rules of the template. */
class ExampleEventsTest {

    private static final SamTemplate TEMPLATE = SamTemplate.read();
    private static final String PROD = "arn:aws:ecs:eu-west-1:111122223333:cluster/prod";
    private static final String TEST = "arn:aws:ecs:eu-west-1:111122223333:cluster/test";
    private static final String MACHINE = "arn:aws:states:eu-west-1:111122223333:stateMachine:WaitAndRun-1F";

    @ParameterizedTest
    @ValueSource(strings = {PROD, TEST, "arn:aws-cn:ecs:cn-north-1:111122223333:cluster/any"})
    void matchesAStoppedTaskOfAnyCluster(String cluster) {
        assertThat(isLetThrough(TEMPLATE, cluster)).isTrue();
    }

    @Test
    void matchesOnlyNamedClusters() {
        SamTemplate narrow = TEMPLATE.with("Clusters", PROD + "," + PROD + "-2");

        assertThat(isLetThrough(narrow, PROD)).isTrue();
        assertThat(isLetThrough(narrow, PROD + "-2")).isTrue();
        assertThat(isLetThrough(narrow, TEST)).isFalse();
        assertThat(isLetThrough(narrow, PROD + "-3")).isFalse();
    }

    @Test
    void matchesAFailedExecutionOfThisStateMachineOnly() {
        assertThat(EventPattern.matches(launchEnded(), Json.read(ExampleEvents.launchFailed(MACHINE))))
                .isTrue();
        assertThat(EventPattern.matches(launchEnded(), Json.read(ExampleEvents.launchFailed(MACHINE + "-2"))))
                .isFalse();
    }

    @Test
    void matchesNoEventOfTheOtherRule() {
        assertThat(EventPattern.matches(launchEnded(), Json.read(ExampleEvents.taskStopped(PROD))))
                .isFalse();
        assertThat(EventPattern.matches(stopped(TEMPLATE), Json.read(ExampleEvents.launchFailed(MACHINE))))
                .isFalse();
    }

    /** Amazon EventBridge API reference, TestEventPattern. */
    @Test
    void hasTheMembersThatTestEventPatternRequires() {
        JsonNode event = Json.read(ExampleEvents.taskStopped(PROD));

        assertThat(event.fieldNames())
                .toIterable()
                .contains("id", "account", "source", "time", "region", "resources", "detail-type");
        assertThat(event.path("account").asText()).isEqualTo("111122223333");
        assertThat(event.path("region").asText()).isEqualTo("eu-west-1");
        assertThat(event.path("resources").path(0).asText())
                .isEqualTo("arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef");
        assertThat(event.path("detail").path("taskArn"))
                .isEqualTo(event.path("resources").path(0));
    }

    @Test
    void namesAnExecutionOfTheStateMachine() {
        assertThat(Json.read(ExampleEvents.launchFailed(MACHINE))
                        .path("resources")
                        .path(0)
                        .asText())
                .isEqualTo(
                        "arn:aws:states:eu-west-1:111122223333:execution:WaitAndRun-1F:0123456789abcdef0123456789abcdef-2");
    }

    private static boolean isLetThrough(SamTemplate template, String cluster) {
        return EventPattern.matches(stopped(template), Json.read(ExampleEvents.taskStopped(cluster)));
    }

    private static JsonNode stopped(SamTemplate template) {
        return template.properties("TaskStoppedRule").path("EventPattern");
    }

    /** The state machine's ARN, known on deployment only, is {@code {"Ref":"WaitAndRun"}} in the template. */
    private static JsonNode launchEnded() {
        return Json.read(TEMPLATE.properties("LaunchEndedRule")
                .path("EventPattern")
                .toString()
                .replace("{\"Ref\":\"WaitAndRun\"}", '"' + MACHINE + '"')
                .replace("{\"Ref\":\"RunJob\"}", "\"run-job\""));
    }
}
