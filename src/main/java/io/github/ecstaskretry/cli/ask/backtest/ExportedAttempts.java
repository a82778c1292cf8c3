package io.github.ecstaskretry.cli.ask.backtest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.store.ExportedItem;
import io.github.ecstaskretry.store.UnreadableItemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads lines of {@code ecs-retry export --json}, also compressed by gzip, one by one. */
public final class ExportedAttempts {

    private static final ObjectReader READER = Json.READER.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

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
        try (JsonParser parser = READER.createParser(uncompressed(content))) {
            for (JsonNode next = READER.readTree(parser); next != null; next = READER.readTree(parser)) {
                batches.add(next);
            }
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
            KeptAttempt attempt = attempt(exported);
            return () -> attempts.accept(attempt);
        } catch (UnreadableItemException e) {
            return () -> problems.accept(e.attempt().sentence());
        }
    }

    /**
     * One attempt.
     *
     * @throws UnreadableItemException if this version did not write it
     */
    public static KeptAttempt attempt(JsonNode exported) {
        return ExportedItem.read(exported);
    }

    /** Recognises gzip by its first two bytes (RFC 1952). */
    private static InputStream uncompressed(InputStream content) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(content);
        buffered.mark(2);
        boolean compressed = buffered.read() == 0x1F && buffered.read() == 0x8B;
        buffered.reset();
        return compressed ? new GZIPInputStream(buffered) : buffered;
    }
}
