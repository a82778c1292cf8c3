package io.github.ecstaskretry.format.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Reads events and API answers that were captured from AWS, where they are at hand; they are no part of the project. */
class RealEventsTest {

    private static final Path FOLDER = Path.of(System.getProperty("real.data", "../shared"));
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Classifier CLASSIFIER = new Classifier(CatalogueYaml.builtIn());

    @TestFactory
    Stream<DynamicTest> readsEveryEventOrNamesTheMissingField() throws IOException {
        return files("events")
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    JsonNode event = MAPPER.readTree(file.toFile());
                    if (isComplete(event)) {
                        check(event, EventJson.read(event));
                    } else {
                        assertThatThrownBy(() -> EventJson.read(event))
                                .isInstanceOf(MalformedEventException.class)
                                .hasMessageMatching("(?s)detail\\.\\w+.*: expected .*, found .*");
                    }
                }));
    }

    /** Shortened samples lack what tells the task; everything that AWS sent itself has it. */
    private static boolean isComplete(JsonNode event) {
        JsonNode detail = event.get("detail");
        return !detail.get("lastStatus").textValue().equals("STOPPED")
                || (detail.path("clusterArn").asText().contains(":cluster/")
                        && detail.path("taskDefinitionArn").asText().contains(":task-definition/")
                        && detail.path("taskArn").asText().contains(":task/"));
    }

    private static void check(JsonNode event, Incoming incoming) {
        JsonNode detail = event.get("detail");
        if (!detail.get("lastStatus").textValue().equals("STOPPED")) {
            assertThat(incoming).isInstanceOf(Incoming.NotForUs.class);
            return;
        }
        StoppedTask task = ((Incoming.TaskStopped) incoming).task();
        assertThat(task.arn().value()).isEqualTo(detail.get("taskArn").textValue());
        assertThat(task.cluster()).isNotBlank().doesNotContain("/");
        assertThat(task.family()).isNotBlank().doesNotContain(":", "/");
        assertThat(task.stop().containers()).hasSameSizeAs(List.copyOf(elements(detail.path("containers"))));
        assertThat(task.event().version()).isEqualTo(detail.path("version").asLong());
        assertThat(CLASSIFIER.classify(task.stop(), null).id()).isNotBlank();
    }

    private static List<JsonNode> elements(JsonNode array) {
        return array.valueStream().toList();
    }

    @Test
    void readsMostOfTheStoppedTasks() throws IOException {
        long complete = 0;
        long stopped = 0;
        for (Path file : files("events").toList()) {
            JsonNode event = MAPPER.readTree(file.toFile());
            if (event.at("/detail/lastStatus").asText().equals("STOPPED")) {
                stopped++;
                complete += isComplete(event) ? 1 : 0;
            }
        }

        assertThat(complete).isGreaterThan(stopped * 3 / 4);
    }

    @TestFactory
    Stream<DynamicTest> refusesTheAnswersOfApis() throws IOException {
        return files("describe")
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> assertThatThrownBy(() -> read(file)).isInstanceOf(MalformedEventException.class)));
    }

    private static Incoming read(Path file) throws IOException {
        JsonNode answer = MAPPER.readTree(file.toFile());
        return EventJson.read(answer.isArray() ? answer.get(0) : answer);
    }

    private static Stream<Path> files(String kind) throws IOException {
        Path folder = FOLDER.resolve(kind);
        assumeTrue(
                Files.isDirectory(folder),
                () -> "skipped: there is no folder " + folder + " of captured data (set -Dreal.data to one)");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }
}
