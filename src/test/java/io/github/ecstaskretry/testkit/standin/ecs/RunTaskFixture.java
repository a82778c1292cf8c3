package io.github.ecstaskretry.testkit.standin.ecs;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** RunTask over HTTP, by the AWS SDK's own client. */
abstract class RunTaskFixture {

    EcsOverHttp ecs = new EcsOverHttp(TaskScript.always(new TaskFate.KeepsRunning()), false);

    @AfterEach
    void close() {
        ecs.close();
    }

    void script(TaskScript script) {
        ecs.close();
        ecs = new EcsOverHttp(script, false);
    }

    RunTaskResponse run(Consumer<RunTaskRequest.Builder> change) {
        RunTaskRequest.Builder request = RunTaskRequest.builder().taskDefinition("etl:7");
        change.accept(request);
        return ecs.client().runTask(request.build());
    }

    static Consumer<RunTaskRequest.Builder> awsvpc(Consumer<RunTaskRequest.Builder> more) {
        return more.andThen(request -> request.taskDefinition("etl")
                .networkConfiguration(network -> network.awsvpcConfiguration(awsvpc -> awsvpc.subnets("subnet-0a"))));
    }

    static List<String> arns(RunTaskResponse answer) {
        return answer.tasks().stream().map(Task::taskArn).toList();
    }

    static String reason(RunTaskResponse answer) {
        return answer.failures().getFirst().reason();
    }
}
