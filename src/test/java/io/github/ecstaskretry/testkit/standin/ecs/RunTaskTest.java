package io.github.ecstaskretry.testkit.standin.ecs;

import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.override;
import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.provider;
import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.tag;
import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.ServerException;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;

/** Which tasks RunTask makes. */
class RunTaskTest extends EcsFixture {

    @Test
    void aTaskIsMadeAsItWasAskedFor() {
        Task task = run(request -> request.cluster("prod")
                        .startedBy("ecs-retry/a/2")
                        .tags(tag("team", "data"))
                        .overrides(overrides -> overrides.containerOverrides(override("app", "run", "it").toBuilder()
                                .environment(variable("A", "1"))
                                .build()))
                        .networkConfiguration(network -> network.awsvpcConfiguration(
                                awsvpc -> awsvpc.subnets("subnet-0a").assignPublicIp(AssignPublicIp.DISABLED))))
                .tasks()
                .getFirst();

        assertThat(task.taskArn()).matches("arn:aws:ecs:eu-west-1:111122223333:task/prod/[0-9a-f]{32}");
        assertThat(task.clusterArn()).isEqualTo("arn:aws:ecs:eu-west-1:111122223333:cluster/prod");
        assertThat(task.taskDefinitionArn()).isEqualTo("arn:aws:ecs:eu-west-1:111122223333:task-definition/etl:7");
        assertThat(task.group()).isEqualTo("family:etl");
        assertThat(task.startedBy()).isEqualTo("ecs-retry/a/2");
        assertThat(task.tags()).extracting(Tag::key).containsExactly("team");
        assertThat(task.lastStatus()).isEqualTo("PROVISIONING");
        assertThat(task.launchType()).isEqualTo(LaunchType.FARGATE);
        assertThat(task.createdAt()).isNotNull();
        ContainerOverride override = task.overrides().containerOverrides().getFirst();
        assertThat(override.command()).containsExactly("run", "it");
        assertThat(override.environment().getFirst().value()).isEqualTo("1");
    }

    @Test
    void aTaskOnFargateSpotSaysFargateAndItsProvider() {
        Task task = run(request -> request.capacityProviderStrategy(provider("FARGATE_SPOT")))
                .tasks()
                .getFirst();

        assertThat(task.launchType()).isEqualTo(LaunchType.FARGATE);
        assertThat(task.capacityProviderName()).isEqualTo("FARGATE_SPOT");
    }

    @Test
    void aTaskOnAnotherProviderIsOnEc2() {
        Task task = run(request -> request.capacityProviderStrategy(provider("asg")))
                .tasks()
                .getFirst();

        assertThat(task.launchType()).isEqualTo(LaunchType.EC2);
        assertThat(task.containerInstanceArn()).contains(":container-instance/default/");
        assertThat(task.platformVersion()).isNull();
    }

    @Test
    void theSameTokenAndRequestIsTheSameTask() {
        Consumer<RunTaskRequest.Builder> request =
                builder -> builder.clientToken("job-2").startedBy("x");

        assertThat(arns(run(request))).isEqualTo(arns(run(request)));
        assertThat(ecs.tasks()).hasSize(1);
    }

    @Test
    void theSameTokenOfAnotherRequestIsAConflict() {
        String arn = arns(run(request -> request.clientToken("job-2"))).getFirst();

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> run(request -> request.clientToken("job-2").startedBy("x")))
                .satisfies(conflict -> assertThat(conflict.resourceIds()).containsExactly(arn));
        assertThat(ecs.tasks()).hasSize(1);
    }

    @Test
    void tokensAreThoseOfACluster() {
        run(request -> request.clientToken("job-2").cluster("one"));
        run(request -> request.clientToken("job-2").cluster("two"));

        assertThat(ecs.tasks()).hasSize(2);
    }

    @Test
    void everyOtherTokenMakesItsTasks() {
        assertThat(arns(run(request -> request.count(2))))
                .doesNotHaveDuplicates()
                .hasSize(2);
        run(request -> {});

        assertThat(ecs.tasks()).hasSize(3);
    }

    @Test
    void aTaskThatCannotBePlacedIsAFailureInAGoodAnswer() {
        script(TaskScript.always(new TaskFate.Unplaced("RESOURCE:MEMORY", "none has room")));

        RunTaskResponse answer = run(request -> request.clientToken("job-2"));

        assertThat(answer.tasks()).isEmpty();
        assertThat(answer.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.reason()).isEqualTo("RESOURCE:MEMORY");
            assertThat(failure.detail()).isEqualTo("none has room");
            assertThat(failure.arn()).contains(":container-instance/");
        });
        assertThat(ecs.tasks()).isEmpty();
    }

    @Test
    void anAnswerThatIsLostHasMadeItsTask() {
        script(TaskScript.always(
                new TaskFate.AnswerLost(new TaskFate.KeepsRunning(), AwsError.of(500, "ServerException", "lost"))));

        assertThatExceptionOfType(ServerException.class).isThrownBy(() -> run(request -> request.clientToken("job-2")));

        assertThat(arns(run(request -> request.clientToken("job-2"))))
                .containsExactly(ecs.tasks().getFirst().path("taskArn").asText());
        assertThat(ecs.tasks()).hasSize(1);
    }

    @Test
    void theScriptIsAskedByFamilyAndInOrder() {
        script(launch -> TaskFate.unplaced(launch.family() + " " + launch.number() + " " + launch.startedBy()));

        assertThat(reason(run(request -> request.startedBy("me")))).isEqualTo("etl 1 me");
        assertThat(reason(run(request -> request.taskDefinition("other")))).isEqualTo("other 1 null");
        assertThat(reason(run(request -> {}))).isEqualTo("etl 2 null");
    }
}
