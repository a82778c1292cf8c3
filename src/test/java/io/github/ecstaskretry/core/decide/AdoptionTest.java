package io.github.ecstaskretry.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdoptionTest {

    @Test
    void nobodyElseOwnsATaskThatSomebodyRan() {
        assertThat(Adoption.otherOwner(TaskEvent.exited(1).task())).isEmpty();
        assertThat(Adoption.otherOwner(startedBy("events-rule/nightly"))).isEmpty();
        assertThat(Adoption.otherOwner(startedBy("ecs-retry/abc/2"))).isEmpty();
    }

    @Test
    void tasksOfServicesBelongToTheirService() {
        assertThat(Adoption.otherOwner(TaskEvent.exited(1)
                        .with(detail -> detail.put("group", "service:web"))
                        .task()))
                .contains("an ECS service");
        assertThat(Adoption.otherOwner(startedBy("ecs-svc/123"))).contains("an ECS service");
    }

    @Test
    void tasksOfAStateMachineBelongToIt() {
        assertThat(Adoption.otherOwner(startedBy("AWS Step Functions"))).contains("AWS Step Functions");
    }

    @Test
    void tasksOfAwsBatchBelongToIt() {
        assertThat(Adoption.otherOwner(TaskEvent.exited(1)
                        .environment("app", "AWS_BATCH_JOB_ID", "1")
                        .task()))
                .contains("AWS Batch");
        assertThat(Adoption.otherOwner(TaskEvent.exited(1)
                        .with(detail -> detail.put("clusterArn", TaskEvent.CLUSTER_ARN.replace("prod", "AWSBatch-x")))
                        .task()))
                .contains("AWS Batch");
    }

    @ParameterizedTest
    @CsvSource({"eu-west-1, 444455556666", "us-east-1, 111122223333"})
    void aTaskOfAnotherAccountOrRegionIsForeign(String region, String account) {
        StoppedTask task = TaskEvent.exited(1)
                .with(detail -> {
                    for (String arn : List.of("taskArn", "clusterArn", "taskDefinitionArn")) {
                        detail.put(
                                arn,
                                detail.get(arn).textValue().replace("eu-west-1:111122223333", region + ":" + account));
                    }
                })
                .task();

        assertThat(Adoption.foreign(task, TaskEvent.OURS))
                .contains("the task is foreign: it is of account " + account + " in " + region
                        + ", and only tasks of account 111122223333 in eu-west-1 are retried");
        assertThat(Adoption.foreign(TaskEvent.exited(1).task(), TaskEvent.OURS)).isEmpty();
    }

    private static StoppedTask startedBy(String startedBy) {
        return TaskEvent.exited(1)
                .with(detail -> detail.put("startedBy", startedBy))
                .task();
    }
}
