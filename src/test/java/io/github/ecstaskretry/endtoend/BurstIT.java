package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.wire.Caller;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A thousand tasks stop at once, as when a zone goes down: nothing is lost and nothing is done twice. */
class BurstIT {

    private static final int STOPS = 1_000;

    /** More than the build has cores, so that a process loses its core between a read and a write, too. */
    private static final int ENVIRONMENTS = 3;

    private static final String POLICY = """
            version: 1
            policies:
              - name: burst
                network: {subnets: [subnet-0a]}
                otherwise: retry
            """;

    @Test
    void eachIsRecordedAndTriedAgainOnce(@TempDir Path directory) throws InterruptedException {
        CountDownLatch handled = new CountDownLatch(STOPS);
        TaskScript runs = TaskScript.always(new TaskFate.KeepsRunning());
        try (LocalDeployment deployment = Deployments.start(directory, POLICY, runs, TimeScale.REAL, ENVIRONMENTS)) {
            warmUp(deployment);
            deployment.events().onDelivery(delivery -> handled.countDown());
            deployment.switchboard().log().clear();
            long start = System.nanoTime();

            stops().forEach(stop -> deployment.events().accept(stop.json()));

            assertThat(handled.await(2, TimeUnit.MINUTES)).isTrue();
            double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3;
            System.out.printf(
                    "%,d stops in %.1f s: %.0f a second, %d processes%n",
                    STOPS, seconds, STOPS / seconds, ENVIRONMENTS);
            assertThat(deployment.events().deadLetters()).isEmpty();
            assertThat(deployment.switchboard().log().counts(Caller.FUNCTION))
                    .containsEntry("DynamoDB.GetItem", (long) STOPS)
                    // Processes that see their first failure at the same moment all try to write the control item.
                    .hasEntrySatisfying(
                            "DynamoDB.PutItem",
                            writes -> assertThat(writes).isBetween((long) STOPS, (long) STOPS + ENVIRONMENTS))
                    .containsEntry("StepFunctions.StartExecution", (long) STOPS)
                    .hasEntrySatisfying(
                            "DynamoDB.UpdateItem", slots -> assertThat(slots).isBetween((long) STOPS, 2L * STOPS))
                    .hasSize(4);
            assertThat(jobIds(deployment)).hasSize(STOPS + ENVIRONMENTS).doesNotHaveDuplicates();
        }
    }

    private static List<TaskEvent> stops() {
        return IntStream.range(0, STOPS)
                .mapToObj(number -> TaskEvent.exited(1).now().task("%032d".formatted(number)))
                .toList();
    }

    /** One event for each process, so that none is measured while it starts. */
    private static void warmUp(LocalDeployment deployment) {
        IntStream.range(0, ENVIRONMENTS)
                .forEach(number -> deployment
                        .events()
                        .invoke(TaskEvent.exited(0).now().task("warm" + number).json()));
    }

    private static List<String> jobIds(LocalDeployment deployment) {
        return deployment
                .items()
                .map(item -> item.get("jobId"))
                .map(AttributeValue::s)
                .filter(jobId -> !jobId.equals("pace") && !jobId.equals("control"))
                .toList();
    }
}
