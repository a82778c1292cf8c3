package io.github.ecstaskretry.cli.ask.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.event.EventJson;
import io.github.ecstaskretry.format.event.Incoming;
import io.github.ecstaskretry.format.policy.PolicyVersion;
import io.github.ecstaskretry.function.retry.EndedAttempts;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;

/** The job of {@code docs/examples/recorded-job.jsonl}: an interruption of Spot capacity, and then a success. */
public final class ExampleJob {

    public static final Path EXAMPLES = Path.of("docs/examples");

    private ExampleJob() {}

    /** The lines that the function's code records and {@code export} writes. */
    public static String export() throws IOException {
        String policy = Files.readString(EXAMPLES.resolve("policy.yaml"));
        MemoryPorts ports = new MemoryPorts();
        EndedAttempts function = ports.endedAttempts(policy);
        ObjectNode event = (ObjectNode) Json.parse(Files.readString(EXAMPLES.resolve("spot-interruption.json")));
        ObjectNode detail = (ObjectNode) event.get("detail");
        StoppedTask first = task(event);
        AttemptId id = AttemptId.first(first.arn());
        ports.at(first.times().stoppedAt().plusSeconds(2).toString());
        function.handle(first, id);

        Instant end = first.times().stoppedAt().plusSeconds(1_800);
        event.put("time", end.toString());
        detail.put("taskArn", first.arn().value().replace(first.arn().taskId(), "fedcba9876543210fedcba9876543210"))
                .put("startedBy", id.next().startedBy())
                .put("createdAt", first.times().stoppedAt().plusSeconds(20).toString())
                .put("startedAt", first.times().stoppedAt().plusSeconds(60).toString())
                .put("stoppedAt", end.toString())
                .put("stopCode", "EssentialContainerExited")
                .put("stoppedReason", "Essential container in task exited");
        detail.path("containers").forEach(container -> ((ObjectNode) container).put("exitCode", 0));
        ports.at(end.plusSeconds(2).toString());
        function.handle(task(event), id.next());
        return ports.records().stream()
                .map(record -> GeneratedJobs.line(record, PolicyVersion.of(policy)) + "\n")
                .collect(Collectors.joining());
    }

    private static StoppedTask task(ObjectNode event) {
        return ((Incoming.TaskStopped) EventJson.read(event)).task();
    }
}
