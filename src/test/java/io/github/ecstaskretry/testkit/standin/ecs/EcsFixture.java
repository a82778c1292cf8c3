package io.github.ecstaskretry.testkit.standin.ecs;

import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.tag;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** ECS over HTTP, by the AWS SDK's own client. */
abstract class EcsFixture {

    EcsOverHttp ecs = new EcsOverHttp(TaskScript.always(new TaskFate.KeepsRunning()), false);

    @AfterEach
    void close() {
        ecs.close();
    }

    void script(TaskScript script) {
        use(script, false);
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

    void use(TaskScript script, boolean everyChange) {
        ecs.close();
        ecs = new EcsOverHttp(script, everyChange);
    }

    String run(String family) {
        return ecs.client()
                .runTask(request -> request.taskDefinition(family + ":7")
                        .startedBy("started-" + family)
                        .tags(tag("team", "data")))
                .tasks()
                .getFirst()
                .taskArn();
    }

    Task describe(String task) {
        return ecs.client()
                .describeTasks(request -> request.tasks(task))
                .tasks()
                .getFirst();
    }
}
