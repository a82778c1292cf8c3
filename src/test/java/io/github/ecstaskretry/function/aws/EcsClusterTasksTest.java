package io.github.ecstaskretry.function.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.function.retry.ClusterDeniedException;
import io.github.ecstaskretry.function.retry.ClusterMissingException;
import io.github.ecstaskretry.function.retry.ClusterTasks.DescribedByEcs;
import io.github.ecstaskretry.testkit.standin.Clients;
import io.github.ecstaskretry.testkit.standin.ecs.EcsStandIn;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Tag;

class EcsClusterTasksTest {

    private static final AttemptId SECOND = new AttemptId("0123456789abcdef", 2);

    private final Semaphore stops = new Semaphore(0);
    private final Switchboard switchboard = new Switchboard();
    private final EcsStandIn ecs = new EcsStandIn(
            Account.EXAMPLE,
            launch -> launch.family().equals("server") ? new TaskFate.KeepsRunning() : TaskFate.exits("app", 1),
            TimeScale.atMost(Duration.ofMillis(1)),
            false,
            event -> stops.release());
    private final HttpFront front = new HttpFront(
            0, List.of(new AwsJson(switchboard, ecs.service(), "AmazonEC2ContainerServiceV20141113.", "1.1")));
    private final EcsClient client = Clients.ecs(front.endpoint());
    private final EcsClusterTasks tasks = new EcsClusterTasks(client, List.of());

    @AfterEach
    void close() {
        client.close();
        front.close();
        ecs.close();
    }

    @Test
    void stoppedTasksComeInPagesEachDescribedInOneCall() throws InterruptedException {
        for (int i = 0; i < 13; i++) {
            run("etl", "somebody", 10);
        }
        run("server", "somebody", 1);
        awaitStops(130);

        List<Integer> sizes = new ArrayList<>();
        tasks.stopped("prod")
                .forEach(page -> sizes.add(tasks.describe("prod", page).size()));

        assertThat(sizes).containsExactly(100, 30);
        assertThat(switchboard.log().counts())
                .containsEntry("ECS.ListTasks", 2L)
                .containsEntry("ECS.DescribeTasks", 2L);
    }

    @Test
    void readsATaskLikeItsEventWithItsTags() throws InterruptedException {
        run("etl", "somebody", 1);
        awaitStops(1);

        DescribedByEcs described =
                tasks.describe("prod", tasks.stopped("prod").iterator().next()).getFirst();
        assertThat(described.startedBy()).isEqualTo("somebody");
        assertThat(described.tags()).isEqualTo(Map.of("team", "data"));
        assertThat(described.reading().get()).isPresent();
        assertThat(tasks.describe("prod", new TaskArn(described.arn())))
                .map(DescribedByEcs::arn)
                .contains(described.arn());
        ecs.forgetStopped();
        assertThat(tasks.describe("prod", new TaskArn(described.arn()))).isEmpty();
    }

    @Test
    void aRerunIsFoundByItsAttempt() throws InterruptedException {
        run("etl", SECOND.startedBy(), 1);
        awaitStops(1);
        run("server", SECOND.next().startedBy(), 1);

        assertThat(tasks.stopped("prod", SECOND)).hasSize(1);
        assertThat(tasks.running("prod", SECOND)).isFalse();
        assertThat(tasks.stopped("prod", SECOND.next())).isEmpty();
        assertThat(tasks.running("prod", SECOND.next())).isTrue();
    }

    @Test
    void findsATaskByItsAttemptWhereEcsRefusesStartedByWithAStatus() throws InterruptedException {
        ecs.refuseStartedByWithStatus();
        run("etl", SECOND.startedBy(), 1);
        run("etl", "somebody", 1);
        awaitStops(2);
        run("server", SECOND.next().startedBy(), 1);

        assertThat(tasks.stopped("prod", SECOND)).hasSize(1);
        assertThat(tasks.running("prod", SECOND)).isFalse();
        assertThat(tasks.running("prod", SECOND.next())).isTrue();
        assertThat(tasks.exists("prod", SECOND)).isTrue();
        assertThat(tasks.exists("prod", SECOND.next().next())).isFalse();
    }

    @Test
    void listsTheRunningTasksOfACluster() {
        run("server", SECOND.startedBy(), 1);

        List<String> page = tasks.running("prod").iterator().next();

        assertThat(tasks.describe("prod", page))
                .extracting(DescribedByEcs::startedBy)
                .containsExactly(SECOND.startedBy());
    }

    @Test
    void aClusterThatDoesNotExistHasNoTasks() {
        AwsError gone = AwsError.client("ClusterNotFoundException", "Cluster not found.");
        refuse(gone, "ListTasks", 3);
        refuse(gone, "DescribeTasks", 1);

        assertThat(tasks.running("prod", SECOND)).isFalse();
        assertThat(tasks.stopped("prod")).containsExactly(List.of());
        assertThat(tasks.stopped("prod", SECOND)).isEmpty();
        assertThat(tasks.describe("prod", new TaskArn("arn:aws:ecs:eu-west-1:111122223333:task/prod/abc")))
                .isEmpty();
    }

    @Test
    void aClusterThatDoesNotExistMayHaveHadTheTask() {
        refuse(AwsError.client("ClusterNotFoundException", "Cluster not found."), "ListTasks", 1);

        assertThatThrownBy(() -> tasks.exists("prod", SECOND))
                .isInstanceOf(ClusterMissingException.class)
                .hasMessage("the cluster prod does not exist any more");
    }

    @Test
    void aClusterThatAwsDeniesIsNamed() {
        AwsError denied = AwsError.client("AccessDeniedException", "not authorized to perform: ecs:ListTasks");
        refuse(denied, "ListTasks", 2);
        refuse(denied, "DescribeTasks", 1);

        assertThatThrownBy(() -> tasks.running("prod", SECOND))
                .isInstanceOf(ClusterDeniedException.class)
                .hasMessageContaining("cluster prod");
        assertThatThrownBy(() -> tasks.running("prod").iterator()).isInstanceOf(ClusterDeniedException.class);
        assertThatThrownBy(() -> tasks.describe("prod", List.of("abc"))).isInstanceOf(ClusterDeniedException.class);
    }

    private void refuse(AwsError error, String operation, int times) {
        for (int i = 0; i < times; i++) {
            switchboard.faults().refuse("ECS", operation, error);
        }
    }

    @Test
    void withoutNamedClustersEveryClusterIsLookedAt() {
        run("server", "somebody", 1);

        assertThat(tasks.clusterArns()).containsExactly("arn:aws:ecs:eu-west-1:111122223333:cluster/prod");
        assertThat(new EcsClusterTasks(client, List.of("arn:one")).clusterArns())
                .containsExactly("arn:one");
        assertThat(switchboard.log().count("ECS", "ListClusters")).isEqualTo(1);
    }

    private void run(String family, String startedBy, int count) {
        client.runTask(request -> request.cluster("prod")
                .taskDefinition(family)
                .startedBy(startedBy)
                .count(count)
                .launchType(LaunchType.EC2)
                .tags(Tag.builder().key("team").value("data").build()));
    }

    private void awaitStops(int count) throws InterruptedException {
        assertThat(stops.tryAcquire(count, 30, TimeUnit.SECONDS)).isTrue();
    }
}
