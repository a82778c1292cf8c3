package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.ecs.Launch;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.sns.SnsMessage;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The packaged function is killed at random moments while events keep coming. In the end no job is lost and no task is launched twice. */
class AnyCrashIT {

    /** Some jobs are still open after the last kill. */
    private static final int JOBS = 120;

    private static final int KILLS = 12;
    private static final int ENVIRONMENTS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** No invocation takes as long. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private static final long SEED = 20_261_121L;

    private static final String POLICY = """
            version: 1
            policies:
              - name: crash
                attempts: 4
                backoff: {interval: 5s, jitter: full}
                network: {subnets: [subnet-0a]}
                otherwise: retry
                announce: [FAILED, EXHAUSTED, EXPIRED, CANCELLED, UNLAUNCHABLE, RECOVERED, SUCCEEDED]
                announceLimit: none
            """;

    private final Random random = new Random(SEED);
    private final Map<String, List<TaskFate>> fates = new HashMap<>();
    private final List<Launch> launches = new CopyOnWriteArrayList<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final Semaphore deliveries = new Semaphore(0);
    private final CountDownLatch toEnd = new CountDownLatch(JOBS);

    @Test
    void everyJobEndsOnceDespiteAnyCrash(@TempDir Path directory) throws InterruptedException {
        for (int job = 0; job < JOBS; job++) {
            fates.put("job-" + job, someFates());
        }
        try (LocalDeployment deployment = Deployments.start(
                directory, POLICY, this::fate, TimeScale.atMost(Duration.ofMillis(100)), ENVIRONMENTS)) {
            deployment.events().onDelivery(this::delivered);
            List<String> jobIds = new ArrayList<>();
            for (int job = 0; job < JOBS; job++) {
                jobIds.add(begin(deployment, "job-" + job));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                awaitDeliveries(3 + random.nextInt(20));
                Thread.sleep(random.nextInt(20));
                deployment.functions().get(kill % ENVIRONMENTS).kill();
                deployment.events().redrive();
            }
            long open = toEnd.getCount();
            boolean allEnded = awaitWithRedrives(deployment);

            // Those that were killed while they started do not say so: on a slow machine that is most of them.
            System.out.println("AnyCrashIT: " + KILLS + " kills, "
                    + (deployment.functionLog().split("started in", -1).length - 1) + " processes had started; " + open
                    + " jobs were open after the last kill");
            assertThat(open).isPositive();
            assertThat(allEnded)
                    .as("every job ends; not yet: %s", toEnd.getCount())
                    .isTrue();
            Map<String, List<Map<String, AttributeValue>>> books = books(deployment);
            assertThat(books.keySet()).containsExactlyInAnyOrderElementsOf(jobIds);
            books.forEach(AnyCrashIT::balances);
            assertThat(launches).extracting(Launch::clientToken).doesNotHaveDuplicates();
            assertThat(announced(deployment)).containsExactlyInAnyOrderElementsOf(jobIds);
        }
    }

    /** Waits, so that not only starting processes are killed. */
    private void awaitDeliveries(int more) throws InterruptedException {
        deliveries.tryAcquire(more, 10, TimeUnit.SECONDS);
        deliveries.drainPermits();
    }

    /** When nothing ends any more, the rest waits for the minute in which a killed invocation keeps a notice to itself. */
    private boolean awaitWithRedrives(LocalDeployment deployment) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long open = toEnd.getCount();
        long quietSince = System.nanoTime();
        while (System.nanoTime() < deadline) {
            if (toEnd.await(500, TimeUnit.MILLISECONDS)) {
                return true;
            }
            if (toEnd.getCount() != open) {
                open = toEnd.getCount();
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince > QUIET.toNanos()) {
                deployment.timePasses(Duration.ofMinutes(1));
                quietSince = System.nanoTime();
            }
            deployment.events().redrive();
        }
        return false;
    }

    private void delivered(Delivery delivery) {
        deliveries.release();
        boolean terminal = delivery.answer() != null
                && delivery.answer().path("decision").asText().equals("TERMINAL");
        if (terminal && ended.add(delivery.answer().path("jobId").asText())) {
            toEnd.countDown();
        }
    }

    private List<TaskFate> someFates() {
        List<TaskFate> some = new ArrayList<>();
        for (int attempt = 0; attempt < 5; attempt++) {
            some.add(
                    switch (random.nextInt(6)) {
                        case 0 -> TaskFate.exits("app", 0);
                        case 1 -> TaskFate.exits("app", 1);
                        case 2 -> TaskFate.spotInterrupted("app");
                        case 3 ->
                            TaskFate.failsToStart("Timeout waiting for network interface provisioning to complete.");
                        case 4 -> attempt == 0 ? TaskFate.exits("app", 2) : TaskFate.unplaced("RESOURCE:MEMORY");
                        default -> TaskFate.failsToStart("CannotPullContainerError: example/app:1: not found");
                    });
        }
        some.add(TaskFate.exits("app", 0));
        return some;
    }

    private TaskFate fate(Launch launch) {
        launches.add(launch);
        List<TaskFate> own = fates.get(launch.family());
        return own.get(Math.min(launch.number(), own.size()) - 1);
    }

    private static String begin(LocalDeployment deployment, String family) {
        String taskArn = deployment
                .clients()
                .ecs()
                .runTask(request -> request.cluster("crash")
                        .taskDefinition(family)
                        .launchType("FARGATE")
                        .networkConfiguration(
                                network -> network.awsvpcConfiguration(awsvpc -> awsvpc.subnets("subnet-0a"))))
                .tasks()
                .getFirst()
                .taskArn();
        return taskArn.substring(taskArn.lastIndexOf('/') + 1);
    }

    private static Map<String, List<Map<String, AttributeValue>>> books(LocalDeployment deployment) {
        return deployment
                .items()
                .filter(item -> !item.get("attempt").n().equals("0"))
                .collect(Collectors.groupingBy(item -> item.get("jobId").s()));
    }

    /** Attempts 1 to n, the last one terminal, announced and nothing pending. */
    private static void balances(String jobId, List<Map<String, AttributeValue>> attempts) {
        assertThat(attempts).as(jobId).hasSizeLessThanOrEqualTo(50);
        for (Map<String, AttributeValue> attempt : attempts) {
            int number = Integer.parseInt(attempt.get("attempt").n());
            boolean last = number == attempts.size();
            assertThat(attempt.get("decision").s()).as("%s %s", jobId, number).isEqualTo(last ? "TERMINAL" : "RETRY");
            assertThat(attempt.containsKey("pendingShard"))
                    .as("%s %s", jobId, number)
                    .isFalse();
            assertThat(attempt.containsKey("announcedAt"))
                    .as("%s %s", jobId, number)
                    .isEqualTo(last);
        }
    }

    private static Set<String> announced(LocalDeployment deployment) {
        return deployment.messages().all().stream()
                .map(SnsMessage::body)
                .map(body -> Json.read(body).path("job").path("jobId").asText())
                .collect(Collectors.toSet());
    }
}
