package io.github.ecstaskretry.cli.ask;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.ecstaskretry.format.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads JSON documents one after the other, such as JSON Lines, also compressed by gzip. */
public final class JsonDocuments {

    private static final ObjectReader READER = Json.READER.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonDocuments() {}

    /** Hands over one document after the other. Throws a {@link JsonProcessingException} at the first text that is not JSON. */
    public static void read(InputStream content, Consumer<JsonNode> documents) throws IOException {
        try (JsonParser parser = READER.createParser(uncompressed(content))) {
            for (JsonNode next = READER.readTree(parser); next != null; next = READER.readTree(parser)) {
                documents.accept(next);
            }
        }
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
