package io.github.ecstaskretry.cli.aws.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.audit.RecordedJobs;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.format.event.EventJson;
import io.github.ecstaskretry.format.event.Incoming;
import io.github.ecstaskretry.format.event.MalformedEventException;
import io.github.ecstaskretry.function.aws.DynamoAttempts;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.function.retry.StoppedTasks;
import io.github.ecstaskretry.store.AttemptTable;
import io.github.ecstaskretry.store.StateMachineArn;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Prints how large the items of stops are that were captured from AWS: of a folder with one event a file, or of a file with one
 * message a line ({@code {"text": …}}), which become the reasons of tasks that never started.
 */
final class CapturedItemSizes {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DynamoAttempts FORMAT = new DynamoAttempts(
                    null,
                    new AttemptTable("attempts", new StateMachineArn(RecordedJobs.STATE_MACHINE), Duration.ofDays(90)),
                    () -> Instant.EPOCH)
            .decidedBy("0123456789ab");

    private CapturedItemSizes() {}

    /** The arguments are folders and files as above. */
    public static void main(String[] arguments) throws IOException {
        for (String argument : arguments) {
            Path source = Path.of(argument);
            print(source, Files.isDirectory(source) ? ofEvents(source) : ofMessages(source), System.out);
        }
    }

    private static List<Integer> ofEvents(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".json")).toList();
        }
        List<Integer> sizes = new ArrayList<>();
        for (Path file : files) {
            JsonNode event = MAPPER.readTree(file.toFile());
            // The function ignores tasks of services, but their stops are as long as others.
            if (event.get("detail") instanceof ObjectNode detail) {
                detail.remove(List.of("group", "startedBy"));
            }
            sizes.addAll(ofEvent(event));
        }
        return sizes;
    }

    private static List<Integer> ofMessages(Path file) throws IOException {
        List<Integer> sizes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            sizes.addAll(ofEvent(
                    TaskEvent.neverStarted(MAPPER.readTree(line).path("text").asText())
                            .json()));
        }
        return sizes;
    }

    /** Empty if the task has not stopped, or if the publisher shortened the event. */
    private static List<Integer> ofEvent(JsonNode event) {
        try {
            if (EventJson.read(event) instanceof Incoming.TaskStopped stopped) {
                MemoryPorts ports = new MemoryPorts();
                new StoppedTasks(
                                ports.endedAttempts(TestPolicies.patientWith("otherwise: retry")),
                                stopped.task().arn().arn())
                        .handle(stopped.task());
                return ports.records().stream().map(CapturedItemSizes::size).toList();
            }
        } catch (MalformedEventException shortened) {
            return List.of();
        }
        return List.of();
    }

    private static int size(RecordedAttempt attempt) {
        return ItemSize.of(FORMAT.item(attempt, new JobHistory(List.of())));
    }

    private static void print(Path source, List<Integer> sizes, PrintStream out) {
        sizes.sort(null);
        if (sizes.isEmpty()) {
            out.println(source + ": no stops");
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s: %d stops: median %,d bytes, largest %,d%n",
                source,
                sizes.size(),
                sizes.get(sizes.size() / 2),
                sizes.getLast());
    }
}
