package io.github.ecstaskretry.cli.aws.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.format.event.EventJson;
import io.github.ecstaskretry.format.event.Incoming;
import io.github.ecstaskretry.testkit.standin.ecs.EcsStandIn;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

class EcsTasksTest {

    private static final TaskFate FATE =
            TaskFate.exits(new TaskFate.ContainerEnd("app", 137, "OutOfMemoryError: Container killed"));

    private final BlockingQueue<ObjectNode> events = new LinkedBlockingQueue<>();
    private final EcsStandIn ecs = new EcsStandIn(
            Account.EXAMPLE, TaskScript.always(FATE), TimeScale.atMost(Duration.ofMillis(1)), false, events::add);
    private HttpFront http;
    private EcsClient client;

    @BeforeEach
    void start() {
        http = new HttpFront(
                0,
                List.of(new AwsJson(new Switchboard(), ecs.service(), "AmazonEC2ContainerServiceV20141113.", "1.1")));
        client = EcsClient.builder()
                .endpointOverride(http.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        http.close();
        ecs.close();
    }

    private Task run() {
        return client.runTask(request -> request.cluster("prod")
                        .taskDefinition("etl:7")
                        .launchType(LaunchType.EC2)
                        .startedBy("a-person")
                        .enableExecuteCommand(true)
                        .tags(Tag.builder().key("team").value("data").build())
                        .overrides(TaskOverride.builder()
                                .cpu("512")
                                .containerOverrides(ContainerOverride.builder()
                                        .name("app")
                                        .command("run", "--all")
                                        .memory(512)
                                        .environment(KeyValuePair.builder()
                                                .name("MODE")
                                                .value("full")
                                                .build())
                                        .build())
                                .build()))
                .tasks()
                .getFirst();
    }

    @Test
    void readsADescribedTaskAsItsEvent() throws InterruptedException {
        TaskArn arn = new TaskArn(run().taskArn());
        ObjectNode event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).isNotNull();

        EcsTasks.TaggedTask described = new EcsTasks(client).describe(arn).orElseThrow();

        StoppedTask told = ((Incoming.TaskStopped) EventJson.read(event)).task();
        StoppedTask found = ((Incoming.TaskStopped) described.event()).task();
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("event", "times")
                .isEqualTo(told);
        assertThat(found.stop().containers().getFirst().exitCode()).isEqualTo(137);
        assertThat(found.overrides().containers().getFirst().environment()).hasSize(1);
        assertThat(found.times().stoppedAt()).isCloseTo(told.times().stoppedAt(), within(1, ChronoUnit.MILLIS));
        assertThat(described.tags()).isEqualTo(Map.of("team", "data"));
        assertThat(described.running()).isEmpty();
    }

    @Test
    void isEmptyForAnUnknownTask() {
        TaskArn gone = new TaskArn("arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef");

        assertThat(new EcsTasks(client).describe(gone)).isEmpty();
    }

    @Test
    void reportsWhyEcsCannotBeAsked() {
        http.close();

        EcsTasks tasks = new EcsTasks(client);

        assertThatThrownBy(() -> tasks.describe(new TaskArn("arn:aws:ecs:eu-west-1:111122223333:task/prod/abc")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("check the network")
                .hasMessageContaining("The AWS SDK says: ");
    }
}
