package io.github.ecstaskretry.sam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.testkit.standin.deployed.EventPattern;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events the deployed rules hand to the function. */
class EventRulesTest {

    private static final SamTemplate TEMPLATE = SamTemplate.read();

    @Test
    void aStoppedStandaloneTaskIsHandedOver() {
        assertThat(isHandedOver(detail -> {})).isTrue();
        assertThat(isHandedOver(detail -> detail.remove("group"))).isTrue();
        assertThat(isHandedOver(detail -> detail.put("group", "nightly"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"events-rule/nightly", "chronos-schedule/nightly", "ci", "ecs-retry/0123456789abcdef/2"})
    void areHandedOverWhateverTheirStartedBy(String startedBy) {
        assertThat(isHandedOver(detail -> detail.put("startedBy", startedBy))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROVISIONING", "PENDING", "ACTIVATING", "RUNNING", "DEACTIVATING", "STOPPING"})
    void runningTasksAreNotHandedOver(String lastStatus) {
        assertThat(isHandedOver(detail -> detail.put("lastStatus", lastStatus))).isFalse();
    }

    @Test
    void tasksThatOthersRetryAreNotHandedOver() {
        assertThat(isHandedOver(detail -> detail.put("group", "service:web"))).isFalse();
        assertThat(isHandedOver(detail -> detail.put("startedBy", "ecs-svc/1234567890123456789")))
                .isFalse();
        assertThat(isHandedOver(detail -> detail.put("startedBy", "AWS Step Functions")))
                .isFalse();
    }

    @Test
    void otherEventsAreNot() {
        JsonNode event = TaskEvent.exited(1)
                .withEnvelope(envelope -> envelope.put("detail-type", "ECS Container Instance State Change"))
                .json();

        assertThat(EventPattern.matches(pattern(TEMPLATE, "TaskStoppedRule"), event))
                .isFalse();
    }

    @Test
    void clustersThatAreNamedAreTheOnlyOnes() {
        SamTemplate narrow = TEMPLATE.with("Clusters", TaskEvent.CLUSTER_ARN + "," + TaskEvent.CLUSTER_ARN + "-2");
        JsonNode pattern = pattern(narrow, "TaskStoppedRule");

        assertThat(EventPattern.matches(pattern, TaskEvent.exited(1).json())).isTrue();
        assertThat(EventPattern.matches(
                        pattern,
                        TaskEvent.exited(1)
                                .with(detail -> detail.put("clusterArn", TaskEvent.CLUSTER_ARN + "-3"))
                                .json()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "TIMED_OUT", "ABORTED"})
    void anExecutionThatLaunchedNothingIsHandedOver(String status) {
        assertThat(EventPattern.matches(launchEnded(), statusChange(status))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUNNING", "SUCCEEDED", "PENDING_REDRIVE"})
    void anyOtherStatusIsNot(String status) {
        assertThat(EventPattern.matches(launchEnded(), statusChange(status))).isFalse();
    }

    @Test
    void executionsOfOtherStateMachinesAreNotHandedOver() {
        ObjectNode event = statusChange("FAILED");
        event.withObjectProperty("detail").put("stateMachineArn", "another");

        assertThat(EventPattern.matches(launchEnded(), event)).isFalse();
    }

    /** It fails whenever a job is lost, of which the function needs no event. */
    @ParameterizedTest
    @CsvSource({"ABORTED, true", "FAILED, false", "TIMED_OUT, false", "SUCCEEDED, false"})
    void handsOverAnAbortedRunJob(String status, boolean handedOver) {
        ObjectNode event = statusChange(status);
        event.withObjectProperty("detail").put("stateMachineArn", "run-job");

        assertThat(EventPattern.matches(launchEnded(), event)).isEqualTo(handedOver);
    }

    private static boolean isHandedOver(Consumer<ObjectNode> change) {
        return EventPattern.matches(
                pattern(TEMPLATE, "TaskStoppedRule"),
                TaskEvent.exited(1).with(change).json());
    }

    /** The ARNs of the state machines, known on deployment only, are such as {@code {"Ref":"WaitAndRun"}} here. */
    private static JsonNode launchEnded() {
        return Json.read(pattern(TEMPLATE, "LaunchEndedRule")
                .toString()
                .replace("{\"Ref\":\"WaitAndRun\"}", "\"wait-and-run\"")
                .replace("{\"Ref\":\"RunJob\"}", "\"run-job\""));
    }

    private static ObjectNode statusChange(String status) {
        ObjectNode event = Json.object();
        event.put("source", "aws.states").put("detail-type", "Step Functions Execution Status Change");
        event.putObject("detail").put("stateMachineArn", "wait-and-run").put("status", status);
        return event;
    }

    private static JsonNode pattern(SamTemplate template, String rule) {
        return template.properties(rule).path("EventPattern");
    }
}
