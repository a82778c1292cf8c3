package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.aws.EcsClusterTasks;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** How many calls of ECS a round takes, and how long, with many retries that run. */
class ReconcileCallsTest {

    private static final Instant BEGIN = Instant.parse("2026-01-31T12:00:00Z");
    private static final int PAGE = 100;
    private static final int RUNNING = 10_000;

    private final Map<String, Integer> calls = new HashMap<>();
    private Duration aCall = Duration.ofMillis(50);
    private Instant now = BEGIN;

    @Test
    void tenThousandRunningRetriesTakeTwoCallsAHundred() {
        Reconciled reconciled = reconcile(10_000, BEGIN.plusSeconds(60));

        assertThat(reconciled.looked()).isEqualTo(Map.of(Stage.RETRIES, 10_000));
        assertThat(reconciled.outOfTime()).isEmpty();
        assertThat(calls).isEqualTo(Map.of("running tasks", 100, "DescribeTasks", 100, "stopped tasks", 1));
    }

    @Test
    void aFewRetriesInALargeClusterAreAskedForOneByOne() {
        reconcile(4, BEGIN.plusSeconds(60));

        assertThat(calls).isEqualTo(Map.of("one attempt", 4, "stopped tasks", 1));
    }

    @Test
    void someRetriesInALargeClusterNeverTakeMoreThanTwiceThat() {
        reconcile(20, BEGIN.plusSeconds(60));

        assertThat(calls.values().stream().mapToInt(count -> count).sum()).isLessThanOrEqualTo(42);
    }

    @Test
    void aBadDayDoesNotOutlastTheBudgetByMoreThanTwoCalls() {
        aCall = Duration.ofSeconds(8);
        Instant until = BEGIN.plusSeconds(27);

        Reconciled reconciled = reconcile(10_000, until);

        assertThat(now).isBeforeOrEqualTo(until.plus(aCall.multipliedBy(2)));
        assertThat(reconciled.outOfTime()).contains(Stage.RETRIES);
        assertThat(reconciled.failures()).isEmpty();
    }

    private Reconciled reconcile(int retries, Instant until) {
        MemoryPorts ports = new MemoryPorts();
        String policy = TestPolicies.PATIENT;
        return new Reconcile(
                        ports.endedAttempts(policy),
                        ports.useCase(policy),
                        new MemoryCluster(ports)
                                .reconcilePorts(
                                        pending(retries), new EcsClusterTasks(ecs(), List.of(TaskEvent.CLUSTER_ARN))),
                        failure -> false,
                        () -> now)
                .run(until);
    }

    private static OpenAttempts pending(int retries) {
        return new OpenAttempts() {
            @Override
            public List<Iterable<Open>> retries(Instant dueBefore, Consumer<RuntimeException> unreadable) {
                return List.of(IntStream.range(0, retries)
                        .mapToObj(job -> new Open(
                                new AttemptId("job" + job, 1),
                                TaskEvent.CLUSTER_ARN,
                                BEGIN.minusSeconds(600),
                                BEGIN.minusSeconds(660)))
                        .toList());
            }

            @Override
            public List<Iterable<Open>> notices(Instant stoppedBefore, Consumer<RuntimeException> unreadable) {
                return List.of();
            }

            @Override
            public List<Iterable<Open>> held(Consumer<RuntimeException> unreadable) {
                return List.of();
            }

            @Override
            public boolean release(AttemptId retry, RunTaskRequest request, String launchSource) {
                throw new AssertionError("nothing is held");
            }

            @Override
            public void leaveToPause(AttemptId retry, RunTaskRequest request, String launchSource) {
                throw new AssertionError("nothing is held");
            }

            @Override
            public boolean resume(AttemptId retry, Instant notBefore, Order by) {
                throw new AssertionError("nothing is held");
            }

            @Override
            public void putBack(AttemptId retry) {
                throw new AssertionError("nothing is set aside");
            }

            @Override
            public Instant missingSince(AttemptId retry, Instant noted) {
                return noted;
            }

            @Override
            public void found(AttemptId retry) {
                throw new AssertionError("nothing is missing");
            }

            @Override
            public Set<AttemptId> recorded(Set<AttemptId> attempts) {
                return attempts;
            }
        };
    }

    /** A cluster of running re-runs, whose calls take time. */
    private EcsClient ecs() {
        return new EcsClient() {
            @Override
            public ListTasksResponse listTasks(ListTasksRequest request) {
                if (request.startedBy() != null) {
                    called("one attempt");
                    return ListTasksResponse.builder().taskArns("1").build();
                }
                if (request.desiredStatus() == DesiredStatus.STOPPED) {
                    called("stopped tasks");
                    return ListTasksResponse.builder().taskArns(List.of()).build();
                }
                called("running tasks");
                int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
                int to = Math.min(from + PAGE, RUNNING);
                return ListTasksResponse.builder()
                        .taskArns(IntStream.range(from, to)
                                .mapToObj(String::valueOf)
                                .toList())
                        .nextToken(to < RUNNING ? String.valueOf(to) : null)
                        .build();
            }

            @Override
            public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
                called("DescribeTasks");
                return DescribeTasksResponse.builder()
                        .tasks(request.tasks().stream()
                                .map(task -> Task.builder()
                                        .taskArn(task)
                                        .startedBy("ecs-retry/job" + task + "/2")
                                        .build())
                                .toList())
                        .build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    private void called(String operation) {
        calls.merge(operation, 1, Integer::sum);
        now = now.plus(aCall);
    }
}
