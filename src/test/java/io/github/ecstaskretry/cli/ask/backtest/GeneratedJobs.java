package io.github.ecstaskretry.cli.ask.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.Jobs;
import io.github.ecstaskretry.core.decide.PolicySelector;
import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import io.github.ecstaskretry.format.policy.PolicyVersion;
import io.github.ecstaskretry.function.retry.EndedAttempts;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.function.retry.MemoryRunJobs;
import io.github.ecstaskretry.store.AttemptItem;
import io.github.ecstaskretry.store.StateMachineArn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Jobs that the function's own code has decided by a random policy file, as {@code export --json} writes them. */
final class GeneratedJobs {

    private static final AttemptItem FORMAT = new AttemptItem(
            new StateMachineArn("arn:aws:states:eu-west-1:111122223333:stateMachine:wait-and-run"),
            Duration.ofDays(90));

    private final Dice dice;
    private final List<RecordedAttempt> records = new ArrayList<>();
    private final String policy;
    private final PolicySelector selector;
    private final Decider decider = new Decider(Jobs.CLASSIFIER);
    private Instant clock = Instant.EPOCH;

    private GeneratedJobs(long seed) {
        this.dice = new Dice(new Random(seed));
        this.policy = new GeneratedPolicies(dice).file();
        this.selector = new PolicySelector(TestPolicies.read(policy), decider);
    }

    static GeneratedJobs of(long seed, int jobs) {
        GeneratedJobs generated = new GeneratedJobs(seed);
        for (int job = 0; job < jobs; job++) {
            generated.job("%032x".formatted(seed * 1_000 + job & Long.MAX_VALUE));
        }
        return generated;
    }

    String policy() {
        return policy;
    }

    List<RecordedAttempt> records() {
        return records;
    }

    String export() {
        StringBuilder lines = new StringBuilder();
        records.forEach(
                record -> lines.append(line(record, PolicyVersion.of(policy))).append('\n'));
        return lines.toString();
    }

    Findings comparedWith(String changed) {
        return compared(policy, changed, export());
    }

    static Findings compared(String old, String changed, String export) {
        Comparison comparison = new Comparison(
                TestPolicies.read(old), PolicyVersion.of(old), TestPolicies.read(changed), BuiltInCatalogue.CATALOGUE);
        JobCollector collector = new JobCollector(comparison::add);
        List<String> problems = new ArrayList<>();
        try {
            ExportedAttempts.read(
                    new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8)), collector::add, problems::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        collector.finish(jobId -> List.<KeptAttempt>of());
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.toString());
        }
        return comparison.findings();
    }

    /** A line of an export, after the job has ended. */
    static String line(RecordedAttempt record, String policyVersion) {
        ObjectNode line = object(FORMAT.write(record, record.receivedAt()));
        line.remove("pendingShard");
        return Json.write(line.put("policyVersion", policyVersion));
    }

    private static ObjectNode object(Map<String, AttributeValue> item) {
        ObjectNode object = Json.object();
        item.forEach((name, value) -> {
            switch (value.type()) {
                case N -> object.put(name, Long.parseLong(value.n()));
                case BOOL -> object.put(name, value.bool());
                case M -> object.set(name, object(value.m()));
                case L -> {
                    ArrayNode list = object.putArray(name);
                    value.l().forEach(element -> list.add(object(element.m())));
                }
                default -> object.put(name, value.s());
            }
        });
        return object;
    }

    private void job(String jobId) {
        MemoryPorts ports = new MemoryPorts();
        EndedAttempts function = function(ports);
        if (dice.chance(3)) {
            ports.tag("team", dice.any("data", "web"));
        }
        if (dice.chance(8)) {
            ports.tagsUnknown("ECS has forgotten the task.");
        }
        if (dice.chance(15)) {
            ports.adoptSince("2026-01-31T12:00:00.001Z");
        }
        Instant now =
                Instant.parse("2026-01-31T12:00:00Z").plusSeconds(dice.random().nextInt(60));
        clock = now;
        StoppedTask first = event().task(jobId).stoppedAt(now.toString()).task();
        receive(now);
        function.handle(first, AttemptId.first(first.arn()));
        for (int number = 2; number < 9; number++) {
            Optional<RecordedAttempt> last = ports.records().stream().reduce((one, later) -> later);
            boolean stray = dice.chance(10);
            if (last.isEmpty() || (!(last.get().decision() instanceof RecordedDecision.Retry) && !stray)) {
                break;
            }
            AttemptId id = new AttemptId(jobId, number);
            now = now.plusSeconds(60 + dice.random().nextInt(7_200));
            receive(now);
            boolean launched = ports.inputOf(id.launchName()) != null;
            if (launched && dice.chance(4)) {
                function.handle(ports.requestOf(id.launchName()).failed(failure(), now, EventRef.NONE), id);
            }
            if (!launched && !stray) {
                break;
            }
            if (dice.chance(2)
                    || ports.records().stream().noneMatch(record -> record.id().equals(id))) {
                TaskEvent event = event().asAttempt(
                                jobId, number, "%032x".formatted(dice.random().nextLong() >>> 1));
                receive(now);
                function.handle(event.stoppedAt(now.toString()).task(), id);
            }
        }
        records.addAll(ports.records());
    }

    private EndedAttempts function(MemoryPorts ports) {
        return new EndedAttempts(
                selector,
                decider,
                ports,
                ports,
                new LaunchLearning(List.of()),
                ports,
                ports,
                ports,
                ports,
                new MemoryRunJobs(),
                () -> clock);
    }

    private LaunchFailure failure() {
        return new LaunchFailure(
                dice.any(
                        null,
                        "Ecs.ClientException",
                        LaunchFailure.TASK_LOST,
                        LaunchFailure.VALUES_LOST,
                        "States.Timeout"),
                dice.any("RESOURCE:MEMORY", "Capacity is unavailable at this time", "No such cluster", null),
                null);
    }

    /** Usually soon after the stop, sometimes after a deadline or {@code staleAfter}; never before what was received earlier. */
    private void receive(Instant stoppedAt) {
        Instant later = stoppedAt.plusSeconds(
                dice.chance(10)
                        ? 3_600L * dice.random().nextInt(60)
                        : dice.random().nextInt(30));
        clock = later.isAfter(clock) ? later : clock.plusMillis(1);
    }

    private TaskEvent event() {
        TaskEvent event = switch (dice.random().nextInt(7)) {
            case 0 -> TaskEvent.exited(0);
            case 1 -> TaskEvent.exited(dice.any(1, 2, 137, 143));
            case 2 -> TaskEvent.spotInterrupted();
            case 3 -> TaskEvent.neverStarted("ResourceInitializationError: unable to pull secrets: i/o timeout");
            case 4 -> TaskEvent.stopped("TaskFailedToStart", "CannotPullContainerError: not found");
            case 5 ->
                TaskEvent.exited(1)
                        .container("sidecar", dice.any(0, 3, null), dice.any(null, "OutOfMemoryError: killed"));
            default -> TaskEvent.stopped("UserInitiated", dice.any("stopped by hand", "connection reset"));
        };
        String family = dice.any("etl", "report", "etl-orders");
        return event.with(detail -> {
            detail.put("taskDefinitionArn", TaskEvent.TASK_DEFINITION_ARN.replace("/etl:", "/" + family + ":"));
            if (dice.chance(3)) {
                detail.put("launchType", "EC2").remove("platformVersion");
            }
            if (dice.chance(3)) {
                detail.put("startedBy", dice.any("events-rule/nightly", "me"));
            }
            if (dice.chance(5)) {
                detail.remove("createdAt");
            }
        });
    }
}
