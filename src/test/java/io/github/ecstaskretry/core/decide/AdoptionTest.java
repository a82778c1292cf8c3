package io.github.ecstaskretry.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.task.StoppedTask;
import org.junit.jupiter.api.Test;

class AdoptionTest {

    @Test
    void aTaskThatSomebodyRanIsNobodysToRetry() {
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

    private static StoppedTask startedBy(String startedBy) {
        return TaskEvent.exited(1)
                .with(detail -> detail.put("startedBy", startedBy))
                .task();
    }
}
