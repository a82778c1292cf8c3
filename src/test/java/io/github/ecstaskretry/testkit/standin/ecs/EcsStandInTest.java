package io.github.ecstaskretry.testkit.standin.ecs;

import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.container;
import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.TaskField;

/** ECS without RunTask, by the AWS SDK's own client. */
class EcsStandInTest extends EcsFixture {

    @Test
    void tagsAreDescribedWhenTheyAreAskedFor() {
        String arn = run("etl");

        assertThat(ecs.client()
                        .describeTasks(request -> request.tasks(arn).include(TaskField.TAGS))
                        .tasks()
                        .getFirst()
                        .tags())
                .containsExactly(tag("team", "data"));
        assertThat(describe(arn).tags()).isEmpty();
    }

    @Test
    void aTaskIsFoundByItsIdAndOnItsClusterOnly() {
        String arn = run("etl");
        String id = arn.substring(arn.lastIndexOf('/') + 1);

        assertThat(describe(id).taskArn()).isEqualTo(arn);
        DescribeTasksResponse elsewhere =
                ecs.client().describeTasks(request -> request.tasks(arn).cluster("prod"));
        assertThat(elsewhere.tasks()).isEmpty();
        assertThat(elsewhere.failures()).extracting(Failure::reason).containsExactly("MISSING");
    }

    @Test
    void describingNothingIsRefused() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> ecs.client().describeTasks(request -> request.tasks(List.of())));
    }

    @Test
    void tasksAreListedByWhoStartedThemByFamilyAndByStatus() throws InterruptedException {
        String etl = run("etl");
        String other = run("other");

        assertThat(list("started-etl")).containsExactly(etl);
        assertThat(ecs.client().listTasks(request -> request.family("other")).taskArns())
                .containsExactly(other);
        ecs.client().stopTask(request -> request.task(etl));
        ecs.nextEvent();
        assertThat(ecs.client().listTasks().taskArns()).containsExactly(other);
        assertThat(ecs.client()
                        .listTasks(request -> request.desiredStatus(DesiredStatus.STOPPED))
                        .taskArns())
                .containsExactly(etl);
    }

    @Test
    void listsComeInPages() {
        List<String> arns = List.of(run("a"), run("b"), run("c"), run("d"), run("e"));

        assertThat(ecs.client()
                        .listTasksPaginator(request -> request.maxResults(2))
                        .taskArns())
                .containsExactlyElementsOf(arns);
    }

    @Test
    void filtersThatDoNotGoTogetherOrAreNotImplementedAreRefused() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() ->
                        ecs.client().listTasks(request -> request.startedBy("x").family("etl")));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> ecs.client().listTasks(request -> request.serviceName("web")))
                .withMessageContaining("serviceName");
    }

    @Test
    void taskDefinitionsCountTheirRevisions() {
        register("etl");
        register("etl");

        assertThat(ecs.client()
                        .describeTaskDefinition(request -> request.taskDefinition("etl"))
                        .taskDefinition()
                        .revision())
                .isEqualTo(2);
        assertThat(ecs.client()
                        .describeTaskDefinition(request -> request.taskDefinition("etl:1"))
                        .taskDefinition()
                        .taskDefinitionArn())
                .endsWith("task-definition/etl:1");
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> ecs.client().describeTaskDefinition(request -> request.taskDefinition("etl:3")));
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> ecs.client().describeTaskDefinition(request -> request.taskDefinition("etl:x")))
                .withMessageContaining("Invalid revision number");
    }

    @Test
    void everyClusterIsThere() {
        assertThat(ecs.client()
                        .describeClusters(request -> request.clusters("prod"))
                        .clusters()
                        .getFirst()
                        .clusterArn())
                .isEqualTo("arn:aws:ecs:eu-west-1:111122223333:cluster/prod");
    }

    @Test
    void anOperationThatIsNotImplementedSaysSo() {
        assertThatExceptionOfType(EcsException.class)
                .isThrownBy(() -> ecs.client().listServices())
                .satisfies(error -> {
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
                    assertThat(error.awsErrorDetails().errorMessage())
                            .contains("ECS does not implement ListServices", "DescribeTasks");
                });
    }

    private List<String> list(String startedBy) {
        return ecs.client().listTasks(request -> request.startedBy(startedBy)).taskArns();
    }

    private void register(String family) {
        ecs.client().registerTaskDefinition(request -> request.family(family).containerDefinitions(container("app")));
    }
}
