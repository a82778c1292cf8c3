package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Caller;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts the packaged function's calls over HTTP for each kind of event (docs/cost.md). */
class AwsCallsIT {

    private static final Map<String, Long> NONE = Map.of();
    private static final String GET = "DynamoDB.GetItem";
    private static final String PUT = "DynamoDB.PutItem";
    private static final String QUERY = "DynamoDB.Query";
    private static final String TRANSACTION = "DynamoDB.TransactWriteItems";
    private static final String UPDATE = "DynamoDB.UpdateItem";
    private static final String START = "StepFunctions.StartExecution";
    private static final String PUBLISH = "SNS.Publish";
    private static final String TAGS = "ECS.DescribeTasks";

    private static final String POLICY = """
            version: 1
            policies:
              - name: tagged
                match: {cluster: [tagged], tags: {team: data}}
                pace: {launches: 10000, per: 1s}
                network: {subnets: [subnet-0a]}
                otherwise: retry
              - name: scheduled
                match: {startedBy: ["events-rule/*", "chronos-schedule/*"]}
                otherwise: retry
              - name: prod
                match: {cluster: [prod]}
                pace: {launches: 10000, per: 1s}
                attempts: 3
                network: {subnets: [subnet-0a]}
                otherwise: retry
                announce: [FAILED, EXHAUSTED, RECOVERED]
              - name: hosts
                match: {cluster: [hosts]}
                pace: {launches: 10000, per: 1s}
                rules: [{name: elsewhere, when: {exitCode: 1}, then: retry, avoid: host}]
                otherwise: retry
              - name: slow
                match: {cluster: [slow]}
                pace: {launches: 1, per: 1m}
                network: {subnets: [subnet-0a]}
                otherwise: retry
            """;

    private static final String TARGET = """
            {"Id": "1", "Arn": "%s", "RoleArn": "arn:aws:iam::111122223333:role/events", "EcsParameters": {
              "TaskDefinitionArn": "etl", "LaunchType": "FARGATE",
              "NetworkConfiguration": {"awsvpcConfiguration": {"Subnets": ["subnet-0a"]}}}}
            """.formatted(TaskEvent.CLUSTER_ARN);

    private static LocalDeployment deployment;

    private final String jobId = UUID.randomUUID().toString().replace("-", "");

    @BeforeAll
    static void deploy(@TempDir Path directory) {
        deployment =
                Deployments.start(directory, POLICY, TaskScript.always(new TaskFate.KeepsRunning()), TimeScale.REAL);
        // The first failure of a deployment writes the control item.
        invoke(TaskEvent.exited(1).now().task("first"));
    }

    @AfterAll
    static void close() {
        deployment.close();
    }

    @BeforeEach
    void forget() {
        deployment.switchboard().log().clear();
    }

    @Test
    void aFirstTimeSuccessIsOneWrite() {
        assertThat(calls(TaskEvent.exited(0).now().task(jobId))).isEqualTo(Map.of(PUT, 1L));
    }

    @Test
    void aRetryOfTheFirstAttemptIsOneReadAndOneSlotAndOneWriteAndOneStart() {
        assertThat(calls(TaskEvent.exited(1).now().task(jobId)))
                .isEqualTo(Map.of(GET, 1L, UPDATE, 1L, PUT, 1L, START, 1L));
    }

    @Test
    void inAStormTheSlotIsOneCallMore() {
        invoke(onCluster("slow", TaskEvent.exited(1).now().task(jobId)));

        assertThat(calls(onCluster("slow", TaskEvent.exited(1).now().task("f" + jobId.substring(1)))))
                .isEqualTo(Map.of(GET, 1L, UPDATE, 2L, PUT, 1L, START, 1L));
    }

    @Test
    void tagsCostOneCallMoreAndOnlyOfAFailureThatAPolicyWantsThemFor() {
        assertThat(calls(tagged(TaskEvent.exited(1).now().task(jobId))))
                .isEqualTo(Map.of(TAGS, 1L, GET, 1L, PUT, 1L, PUBLISH, 1L, UPDATE, 2L));
        assertThat(calls(tagged(TaskEvent.exited(0).now().task(jobId)))).isEqualTo(Map.of(PUT, 1L));
    }

    @Test
    void avoidingTheHostIsOneCallMoreForTheRuleThatAsks() {
        assertThat(calls(onAnInstance(TaskEvent.exited(1).now().task(jobId))))
                .isEqualTo(Map.of("ECS.DescribeContainerInstances", 1L, GET, 1L, UPDATE, 1L, PUT, 1L, START, 1L));
        assertThat(calls(onAnInstance(TaskEvent.exited(2).now().task("f" + jobId.substring(1)))))
                .isEqualTo(Map.of(GET, 1L, UPDATE, 1L, PUT, 1L, START, 1L));
    }

    private static TaskEvent onAnInstance(TaskEvent event) {
        return onCluster("hosts", event).with(detail -> {
            detail.put("launchType", "EC2");
            detail.put(
                    "containerInstanceArn",
                    TaskEvent.CLUSTER_ARN.replace("cluster/prod", "container-instance/hosts/" + TaskEvent.TASK_ID));
            detail.remove(List.of("platformVersion", "attachments"));
        });
    }

    @Test
    void learningFromARuleOrAScheduleIsTwoReadsMoreForAFailureOnly() {
        deployment.rules().put("nightly", TARGET);
        deployment.schedules().put("default", "nightly", TARGET);

        assertThat(calls(startedBy(
                        "events-rule/nightly", TaskEvent.exited(0).now().task(jobId))))
                .isEqualTo(Map.of(PUT, 1L));
        assertThat(besidesThePace(startedBy(
                        "events-rule/nightly", TaskEvent.exited(1).now().task("rule" + jobId))))
                .isEqualTo(Map.of(
                        "EventBridge.ListRuleNamesByTarget",
                        1L,
                        "EventBridge.ListTargetsByRule",
                        1L,
                        GET,
                        1L,
                        PUT,
                        1L,
                        START,
                        1L));
        assertThat(besidesThePace(startedBy(
                        "chronos-schedule/nightly", TaskEvent.exited(1).now().task("schedule" + jobId))))
                .isEqualTo(Map.of(
                        "Scheduler.ListSchedules", 1L, "Scheduler.GetSchedule", 1L, GET, 1L, PUT, 1L, START, 1L));
    }

    @Test
    void aRuleOfAnotherEventBusIsTwoReadsMore() {
        deployment.rules().putOn("orders", "placed", TARGET);

        assertThat(besidesThePace(startedBy(
                        "events-rule/placed", TaskEvent.exited(1).now().task("bus" + jobId))))
                .isEqualTo(Map.of(
                        "EventBridge.ListRuleNamesByTarget",
                        2L,
                        "EventBridge.ListEventBuses",
                        1L,
                        "EventBridge.ListTargetsByRule",
                        1L,
                        GET,
                        1L,
                        PUT,
                        1L,
                        START,
                        1L));
    }

    @Test
    void aLaterAttemptOfALearnedLaunchAsksNobody() {
        deployment.rules().put("nightly", TARGET);
        invoke(startedBy("events-rule/nightly", TaskEvent.exited(1).now().task(jobId)));

        assertThat(besidesThePace(TaskEvent.exited(1).now().asAttempt(jobId, 2, "second" + jobId)))
                .isEqualTo(Map.of(QUERY, 1L, GET, 1L, TRANSACTION, 1L, START, 1L));
    }

    /** These tests share the clock of the shared pace with others, so that a slot may take one UpdateItem or two. */
    private static Map<String, Long> besidesThePace(TaskEvent event) {
        Map<String, Long> calls = new HashMap<>(calls(event));
        calls.remove(UPDATE);
        return calls;
    }

    @Test
    void aRetryOfALaterAttemptIsOneReadMore() {
        invoke(TaskEvent.exited(1).now().task(jobId));

        assertThat(calls(TaskEvent.exited(1).now().asAttempt(jobId, 2, "second" + jobId)))
                .isEqualTo(Map.of(QUERY, 1L, GET, 1L, UPDATE, 1L, TRANSACTION, 1L, START, 1L));
    }

    @Test
    void anEndOfTheFirstAttemptIsWrittenCountedAnnouncedAndMarked() {
        TaskEvent missingImage = TaskEvent.neverStarted("CannotPullContainerError: example/app:1: not found")
                .now();

        assertThat(calls(missingImage.task(jobId))).isEqualTo(Map.of(GET, 1L, PUT, 1L, PUBLISH, 1L, UPDATE, 2L));
    }

    @Test
    void aTerminalOutcomeOfALaterAttemptIsOneReadMore() {
        invoke(TaskEvent.exited(1).now().task(jobId));

        assertThat(calls(TaskEvent.exited(0).now().asAttempt(jobId, 2, "second" + jobId)))
                .isEqualTo(Map.of(QUERY, 1L, TRANSACTION, 1L, PUBLISH, 1L, UPDATE, 2L));
    }

    @Test
    void aDuplicateOfASuccessIsTheWriteThatFails() {
        invoke(TaskEvent.exited(0).now().task(jobId));

        assertThat(calls(TaskEvent.exited(0).now().task(jobId))).isEqualTo(Map.of(PUT, 1L));
    }

    @Test
    void aDuplicateOfWhatWasAnnouncedIsTheWriteThatFails() {
        TaskEvent missingImage = TaskEvent.neverStarted("CannotPullContainerError: example/app:1: not found")
                .now();
        invoke(missingImage.task(jobId));

        assertThat(calls(missingImage)).isEqualTo(Map.of(GET, 1L, PUT, 1L));
    }

    @Test
    void aDuplicateOfARetryAsksForItsExecutionAgainAndThatStartsNothing() {
        invoke(TaskEvent.exited(1).now().task(jobId));

        assertThat(calls(TaskEvent.exited(1).now().task(jobId)))
                .isEqualTo(Map.of(GET, 1L, UPDATE, 1L, PUT, 1L, START, 1L));
        assertThat(deployment
                        .clients()
                        .stepFunctions()
                        .listExecutionsPaginator(request -> request.stateMachineArn(deployment.stateMachineArn()))
                        .executions()
                        .stream()
                        .filter(execution -> execution.name().startsWith(jobId)))
                .hasSize(1);
    }

    @Test
    void aDuplicateOfAFirstRetryThatHasBeenLaunchedIsASlotAndTheWriteThatFails() {
        invoke(TaskEvent.exited(1).now().task(jobId));
        invoke(TaskEvent.exited(0).now().asAttempt(jobId, 2, "second" + jobId));

        assertThat(calls(TaskEvent.exited(1).now().task(jobId))).isEqualTo(Map.of(GET, 1L, UPDATE, 1L, PUT, 1L));
    }

    /** The notice is given back, taken on again and marked. */
    @Test
    void whatWasLeftUndoneIsDoneByTheNextDelivery() {
        deployment.switchboard().faults().refuse("SNS", "Publish", AwsError.of(400, "AuthorizationError", "no"));
        TaskEvent missingImage = TaskEvent.neverStarted("CannotPullContainerError: example/app:1: not found")
                .now();

        assertThat(calls(missingImage.task(jobId))).isEqualTo(Map.of(GET, 2L, PUT, 2L, PUBLISH, 2L, UPDATE, 5L));
    }

    @Test
    void whatIsNotForUsCostsNothing() {
        assertThat(calls(TaskEvent.exited(1).now().with(detail -> detail.put("lastStatus", "RUNNING"))))
                .isEqualTo(NONE);
        assertThat(calls(TaskEvent.exited(1).now().with(detail -> detail.put("group", "service:web"))))
                .isEqualTo(NONE);
        assertThat(calls(TaskEvent.exited(1).now().with(detail -> detail.put("startedBy", "AWS Step Functions"))))
                .isEqualTo(NONE);
        assertThat(calls(onCluster("elsewhere", TaskEvent.exited(1).now().task(jobId))))
                .isEqualTo(NONE);
    }

    /** And two reads more for a failure that is retried: who waits, and how the first attempt was launched. */
    @Test
    void answeringWhoWaitsIsOneReadAndOneAnswerAndOneMark() throws InterruptedException {
        String first = waitedFor();
        assertThat(calls(startedBy(
                        "ecs-retry/" + first + "/1", TaskEvent.exited(0).now().task(jobId))))
                .isEqualTo(Map.of(PUT, 1L, GET, 1L, "StepFunctions.SendTaskSuccess", 1L, UPDATE, 1L));

        String second = waitedFor();
        assertThat(besidesThePace(startedBy(
                        "ecs-retry/" + second + "/1", TaskEvent.exited(1).now().task("f" + jobId.substring(1)))))
                .isEqualTo(Map.of(GET, 2L, "StepFunctions.DescribeExecution", 1L, PUT, 1L, START, 1L));
        deployment.switchboard().log().clear();
    }

    /** The id of a job for which an execution waits. */
    private static String waitedFor() throws InterruptedException {
        String executionArn = deployment
                .clients()
                .stepFunctions()
                .startExecution(request -> request.stateMachineArn(deployment.runJobArn())
                        .input("{\"runTask\": {\"Cluster\": \"prod\", \"TaskDefinition\": \"etl\"}}"))
                .executionArn();
        String waited = AttemptId.ofRunJob(executionArn).jobId();
        while (deployment.switchboard().log().by(Caller.STATE_MACHINE).stream()
                        .filter(call -> List.of("PutItem", "RunTask").contains(call.operation())
                                && call.request().toString().contains(waited))
                        .count()
                < 2) {
            Thread.sleep(10);
        }
        deployment.switchboard().log().clear();
        return waited;
    }

    /** A command reads the job once; a retry's execution is described before it is stopped, and after. */
    @Test
    void aCancelIsOneOrderAndOneStopAndOneRecord() {
        invoke(onCluster("slow", TaskEvent.exited(1).now().task("wait" + jobId)));
        invoke(onCluster("slow", TaskEvent.exited(1).now().task(jobId)));
        deployment.switchboard().log().clear();

        assertThat(command("cancel", jobId).path("done").asBoolean()).isTrue();

        assertThat(deployment.switchboard().log().counts(Caller.FUNCTION))
                .containsEntry(UPDATE, 1L)
                .containsEntry("StepFunctions.StopExecution", 1L)
                .containsEntry(TRANSACTION, 1L);
    }

    @Test
    void aPauseIsTwoCallsAndAHeldRetryStartsNothing() {
        assertThat(command("pause", "family/held").path("done").asBoolean()).isTrue();
        assertThat(deployment.switchboard().log().counts(Caller.FUNCTION)).isEqualTo(Map.of(GET, 1L, UPDATE, 1L));

        assertThat(calls(TaskEvent.exited(1)
                        .now()
                        .task(jobId)
                        .with(detail -> detail.put(
                                "taskDefinitionArn", "arn:aws:ecs:eu-west-1:111122223333:task-definition/held:1"))))
                .isEqualTo(Map.of(GET, 1L, PUT, 1L));
    }

    private static JsonNode command(String word, String subject) {
        deployment.switchboard().log().clear();
        ObjectNode event = Json.object()
                .put("source", "ecs-task-retry")
                .put("detail-type", "ecs-task-retry Command")
                .put("id", word);
        event.putObject("detail")
                .put("command", word)
                .put(subject.contains("/") ? "scope" : "jobId", subject)
                .put("reason", "a test")
                .put("by", "arn:aws:iam::111122223333:user/ada");
        return deployment.events().invoke(event).answer();
    }

    private static TaskEvent startedBy(String startedBy, TaskEvent event) {
        return event.with(detail -> detail.put("startedBy", startedBy));
    }

    private static TaskEvent tagged(TaskEvent event) {
        return onCluster("tagged", event);
    }

    private static TaskEvent onCluster(String cluster, TaskEvent event) {
        return event.with(detail -> {
            detail.put("clusterArn", TaskEvent.CLUSTER_ARN.replace("/prod", "/" + cluster));
            detail.put("taskArn", detail.get("taskArn").asText().replace("/prod/", "/" + cluster + "/"));
        });
    }

    private static Map<String, Long> calls(TaskEvent event) {
        deployment.switchboard().log().clear();
        invoke(event);
        return deployment.switchboard().log().counts(Caller.FUNCTION);
    }

    private static void invoke(TaskEvent event) {
        ObjectNode json = event.json().deepCopy();
        Delivery delivery = deployment.events().invoke(json);
        assertThat(delivery.error()).isNull();
    }
}
