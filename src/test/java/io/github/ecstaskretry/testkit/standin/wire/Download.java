package io.github.ecstaskretry.testkit.standin.wire;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A file behind a URL, like a presigned URL of Amazon S3. */
public final class Download implements Protocol {

    private final String path;
    private final Supplier<byte[]> content;

    public Download(String path, Supplier<byte[]> content) {
        this.path = path;
        this.content = content;
    }

    @Override
    public boolean takes(Request request) {
        return request.method().equals("GET") && request.uri().getPath().equals(path);
    }

    @Override
    public Answer answer(Request request) {
        return new Answer(200, Map.of("Content-Type", List.of("application/octet-stream")), Body.of(content.get()));
    }
}
