package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counts the packaged function's calls over HTTP for each kind of event (docs/cost.md). */
class AwsCallsIT extends CountedCalls {

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
    void aDuplicateOfASuccessCostsAFailedWrite() {
        invoke(TaskEvent.exited(0).now().task(jobId));

        assertThat(calls(TaskEvent.exited(0).now().task(jobId))).isEqualTo(Map.of(PUT, 1L));
    }

    @Test
    void aDuplicateOfAnAnnouncedEndCostsAFailedWrite() {
        TaskEvent missingImage = TaskEvent.neverStarted("CannotPullContainerError: example/app:1: not found")
                .now();
        invoke(missingImage.task(jobId));

        assertThat(calls(missingImage)).isEqualTo(Map.of(GET, 1L, PUT, 1L));
    }

    @Test
    void aDuplicateOfARetryStartsItsExecutionAgainWithoutEffect() {
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
    void aDuplicateOfALaunchedFirstRetryCostsASlotAndAFailedWrite() {
        invoke(TaskEvent.exited(1).now().task(jobId));
        invoke(TaskEvent.exited(0).now().asAttempt(jobId, 2, "second" + jobId));

        assertThat(calls(TaskEvent.exited(1).now().task(jobId))).isEqualTo(Map.of(GET, 1L, UPDATE, 1L, PUT, 1L));
    }

    /** The notice is given back, taken on again and marked. */
    @Test
    void theNextDeliveryDoesTheOpenWork() {
        deployment.switchboard().faults().refuse("SNS", "Publish", AwsError.of(400, "AuthorizationError", "no"));
        TaskEvent missingImage = TaskEvent.neverStarted("CannotPullContainerError: example/app:1: not found")
                .now();

        assertThat(calls(missingImage.task(jobId))).isEqualTo(Map.of(GET, 2L, PUT, 2L, PUBLISH, 2L, UPDATE, 5L));
    }

    @Test
    void ignoredEventsCostNoCalls() {
        assertThat(calls(TaskEvent.exited(1).now().with(detail -> detail.put("lastStatus", "RUNNING"))))
                .isEqualTo(NONE);
        assertThat(calls(TaskEvent.exited(1).now().with(detail -> detail.put("group", "service:web"))))
                .isEqualTo(NONE);
        assertThat(calls(TaskEvent.exited(1).now().with(detail -> detail.put("startedBy", "AWS Step Functions"))))
                .isEqualTo(NONE);
        assertThat(calls(onCluster("elsewhere", TaskEvent.exited(1).now().task(jobId))))
                .isEqualTo(NONE);
    }
}
