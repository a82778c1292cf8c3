package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.testkit.standin.wire.Caller;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a command of an operator costs, and the end of a job that somebody waits for. */
class CommandCallsIT extends CountedCalls {

    /** And three reads more for a failure that is retried: how the first attempt was launched, and twice whether its caller has aborted. */
    @Test
    void anAnswerCostsOneReadOneCallAndOneMark() throws InterruptedException {
        String first = waitedFor();
        assertThat(calls(startedBy(
                        "ecs-retry/" + first + "/1", TaskEvent.exited(0).now().task(jobId))))
                .isEqualTo(Map.of(PUT, 1L, GET, 1L, "StepFunctions.SendTaskSuccess", 1L, UPDATE, 1L));

        String second = waitedFor();
        assertThat(besidesThePace(startedBy(
                        "ecs-retry/" + second + "/1", TaskEvent.exited(1).now().task("f" + jobId.substring(1)))))
                .isEqualTo(Map.of(GET, 3L, "StepFunctions.DescribeExecution", 1L, PUT, 1L, START, 1L));
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
}
