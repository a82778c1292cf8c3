package io.github.ecstaskretry.function.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.decide.Jobs;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.store.StateMachineArn;
import io.github.ecstaskretry.testkit.standin.Clients;
import io.github.ecstaskretry.testkit.standin.ecs.EcsStandIn;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.stepfunctions.StepFunctionsStandIn;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.EventSink;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Errors as they come over the wire. */
class SdkThrottlingTest {

    private static final String MACHINE = StepFunctionsStandIn.arn(Account.EXAMPLE, "wait-and-run");

    @Test
    void distinguishesThrottlingFromARefusal() {
        assertThat(SdkThrottling.isBehind(failure(AwsError.throttled()))).isTrue();
        assertThat(SdkThrottling.isBehind(failure(AwsError.client("ClientException", "No."))))
                .isFalse();
        assertThat(SdkThrottling.isBehind(new IllegalStateException("a bug"))).isFalse();
    }

    @Test
    void recognisesThrottlingWithoutTheMessage() {
        assertThat(SdkThrottling.isBehind(refusedStart(AwsError.throttled()))).isTrue();

        RuntimeException refused = refusedStart(AwsError.client("InvalidExecutionInput", "s3cret"));
        assertThat(SdkThrottling.isBehind(refused)).isFalse();
        assertThat(refused).hasMessageContaining("InvalidExecutionInput").hasMessageNotContaining("s3cret");
        assertThat(refused).hasNoCause();
    }

    private static RuntimeException failure(AwsError error) {
        Switchboard switchboard = new Switchboard();
        switchboard.faults().refuse("ECS", "ListTasks", error);
        try (EcsStandIn ecs = ecs();
                HttpFront front = new HttpFront(
                        0,
                        List.of(new AwsJson(
                                switchboard, ecs.service(), "AmazonEC2ContainerServiceV20141113.", "1.1")));
                EcsClient client = Clients.ecs(front.endpoint())) {
            return catchRuntimeException(
                    () -> new EcsClusterTasks(client, List.of()).exists("prod", new AttemptId("job", 2)));
        }
    }

    private static RuntimeException refusedStart(AwsError error) {
        Switchboard switchboard = new Switchboard();
        switchboard.faults().refuse("StepFunctions", "StartExecution", error);
        try (EcsStandIn ecs = ecs();
                StepFunctionsStandIn machines = new StepFunctionsStandIn(
                        Account.EXAMPLE, List.of(), switchboard, ecs.service(), TimeScale.REAL, EventSink.NONE);
                HttpFront front = new HttpFront(
                        0, List.of(new AwsJson(switchboard, machines.service(), "AWSStepFunctions.", "1.0")));
                SfnClient client = Clients.stepFunctions(front.endpoint())) {
            StepFunctionsExecutions launches = new StepFunctionsExecutions(client, new StateMachineArn(MACHINE));
            RunTaskRequest request =
                    ((Plan.Relaunch) Jobs.retry(TaskEvent.exited(1), TestPolicies.PATIENT, Map.of())).request();
            return catchRuntimeException(() -> launches.start(request, LaunchName.PLANNED, Instant.EPOCH, null));
        }
    }

    private static EcsStandIn ecs() {
        return new EcsStandIn(
                Account.EXAMPLE, TaskScript.always(new TaskFate.KeepsRunning()), TimeScale.REAL, false, EventSink.NONE);
    }
}
