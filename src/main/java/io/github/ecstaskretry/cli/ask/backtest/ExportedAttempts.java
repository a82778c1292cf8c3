package io.github.ecstaskretry.cli.ask.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.ask.JsonDocuments;
import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.store.ExportedItem;
import io.github.ecstaskretry.store.UnreadableItemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/** Reads lines of {@code ecs-retry export --json}, also compressed by gzip, one by one. */
public final class ExportedAttempts {

    private ExportedAttempts() {}

    /**
     * Reads all attempts.
     *
     * @param problems gets a sentence for each attempt that cannot be read
     * @throws IOException if the content cannot be read
     * @throws IllegalArgumentException if it is not JSON
     */
    public static void read(InputStream content, Consumer<KeptAttempt> attempts, Consumer<String> problems)
            throws IOException {
        Batches<JsonNode, List<Runnable>> batches = new Batches<>(
                batch -> batch.stream()
                        .map(attempt -> read(attempt, attempts, problems))
                        .toList(),
                read -> read.forEach(Runnable::run));
        try {
            JsonDocuments.read(content, batches::add);
            batches.finish();
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            throw new IllegalArgumentException(
                    line + "expected the output of 'ecs-retry export --json', found text that is not JSON", e);
        }
    }

    /** Returns a step that hands over the attempt or the problem. */
    private static Runnable read(JsonNode exported, Consumer<KeptAttempt> attempts, Consumer<String> problems) {
        try {
            KeptAttempt attempt = ExportedItem.read(exported);
            return () -> attempts.accept(attempt);
        } catch (UnreadableItemException e) {
            return () -> problems.accept(e.attempt().sentence());
        }
    }
}
