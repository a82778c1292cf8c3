package io.github.ecstaskretry.core.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecstaskretry.format.event.FailureMessageJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real messages, labelled by people, which are not part of this project: read where they stand, or not at all. */
class CorpusTest {

    private static final Path CORPUS = Path.of(System.getProperty("corpus", "../shared/corpus/dev.jsonl"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void recognisesEveryLabel() throws IOException {
        assumeTrue(
                Files.isReadable(CORPUS),
                () -> "no corpus at " + CORPUS.toAbsolutePath().normalize());
        List<String> wrongKind = new ArrayList<>();
        List<String> wrongCause = new ArrayList<>();
        List<String> lines = Files.readAllLines(CORPUS);
        for (String line : lines) {
            JsonNode message = JSON.readTree(line);
            Cause cause = Stops.CLASSIFIER.classify(FailureMessageJson.read(line), null);
            if (!cause.kind().word().equals(kind(message))) {
                wrongKind.add(message.get("id").asText() + " is " + kind(message) + ", told "
                        + cause.kind().word());
            }
            if (!cause.id().equals(causeId(message))) {
                wrongCause.add(message.get("id").asText() + " is " + causeId(message) + ", told " + cause.id());
            }
        }
        System.out.printf(
                "%s: %d messages, %d wrong kinds, %d other causes%n",
                CORPUS.getFileName(), lines.size(), wrongKind.size(), wrongCause.size());

        assertThat(wrongKind).isEmpty();
        assertThat(wrongCause).isEmpty();
    }

    private static String kind(JsonNode message) {
        String label = message.get("label").asText();
        return label.equals("depends") ? "ambiguous" : label;
    }

    /** The corpus has no cause of its own for a success. */
    private static String causeId(JsonNode message) {
        return message.get("label").asText().equals("success")
                ? "succeeded"
                : message.get("cause").asText();
    }
}
