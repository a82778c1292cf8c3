package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.audit.RecordedJobs;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.function.aws.DynamoAttempts;
import io.github.ecstaskretry.function.retry.EndedAttempts;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.function.retry.StoppedTasks;
import io.github.ecstaskretry.store.AttemptAttributes;
import io.github.ecstaskretry.store.AttemptTable;
import io.github.ecstaskretry.store.StateMachineArn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Days of a busy account, the same for the same seed: 150 families of which a few run most, four jobs of five succeed at once, the
 * others meet what ECS's documentation lists. The function's own code decides on every stop.
 */
final class GeneratedAttempts {

    private static final int FAMILIES = 150;
    private static final List<String> PULLS = List.of(
            "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref"
                    + " 111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:2026-11: failed to do request: Head"
                    + " \"https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/v2/orders/manifests/2026-11\": dial tcp"
                    + " 203.0.113.7:443: i/o timeout",
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to"
                    + " retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed",
            "Timeout waiting for network interface provisioning to complete.");

    private final SplittableRandom chance;
    private final MemoryPorts ports = new MemoryPorts();
    private final EndedAttempts endedAttempts =
            ports.endedAttempts(TestPolicies.read(TestPolicies.patientWith("otherwise: retry")));
    private final DynamoAttempts format = new DynamoAttempts(
                    null,
                    new AttemptTable("attempts", new StateMachineArn(RecordedJobs.STATE_MACHINE), Duration.ofDays(90)),
                    () -> Instant.EPOCH)
            .decidedBy("0123456789ab");

    GeneratedAttempts(long seed) {
        this.chance = new SplittableRandom(seed);
    }

    /**
     * The items of one day, about as many as asked for: a job is never cut.
     *
     * @param open how many jobs of that day have not ended
     */
    List<Map<String, AttributeValue>> day(Instant midnight, int attempts, int open) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int job = 0; job < open; job++) {
            items.addAll(job(midnight.plusSeconds(20 * 3600), 1, 1));
        }
        while (items.size() < attempts) {
            int failures = chance.nextInt(100) < 80 ? 0 : 1 + chance.nextInt(3);
            items.addAll(job(midnight.plusSeconds(chance.nextInt(20 * 3600)), failures, Math.min(failures + 1, 3)));
        }
        return items;
    }

    private List<Map<String, AttributeValue>> job(Instant begin, int failures, int attempts) {
        String jobId = id();
        String family = "family-" + (int) (FAMILIES * Math.pow(chance.nextDouble(), 3));
        Instant stop = begin.plusSeconds(120 + chance.nextInt(1800));
        for (int number = 1; number <= attempts; number++) {
            TaskEvent event = stop(number <= failures)
                    .stoppedAt(Timestamps.format(stop))
                    .with(detail -> detail.put(
                                    "taskDefinitionArn",
                                    "arn:aws:ecs:eu-west-1:111122223333:task-definition/" + family + ":7")
                            .put("group", "family:" + family)
                            .put("createdAt", Timestamps.format(begin)));
            new StoppedTasks(endedAttempts, TaskEvent.OURS)
                    .handle((number == 1 ? event.task(jobId) : event.asAttempt(jobId, number, id())).task());
            stop = stop.plusSeconds(60 + chance.nextInt(1800));
        }
        return written();
    }

    private TaskEvent stop(boolean fails) {
        if (!fails) {
            return TaskEvent.exited(0);
        }
        return switch (chance.nextInt(4)) {
            case 0 -> TaskEvent.neverStarted(PULLS.get(chance.nextInt(PULLS.size())));
            case 1 -> TaskEvent.spotInterrupted();
            case 2 ->
                TaskEvent.stopped("EssentialContainerExited", "Essential container in task exited")
                        .container("app", 137, "OutOfMemoryError: Container killed due to memory usage")
                        .container("log-router", 0, null)
                        .container("aws-guardduty-agent-AbCdEf", null, null);
            default -> TaskEvent.exited(1);
        };
    }

    /** As the table holds them when the job has ended: only a last attempt may still be pending. */
    private List<Map<String, AttributeValue>> written() {
        List<RecordedAttempt> records = ports.records();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (RecordedAttempt attempt : records) {
            JobHistory before = new JobHistory(records).before(attempt.id().number());
            Map<String, AttributeValue> item = format.item(attempt, before);
            if (!attempt.equals(records.getLast())) {
                item.remove(AttemptAttributes.PENDING_SHARD);
            }
            items.add(item);
        }
        ports.forget();
        return items;
    }

    private String id() {
        return "%016x%016x".formatted(chance.nextLong(), chance.nextLong());
    }
}
