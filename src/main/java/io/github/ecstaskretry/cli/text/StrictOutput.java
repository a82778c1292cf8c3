package io.github.ecstaskretry.cli.text;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Standard output whose failure ends the command, with an {@link UnwritableOutputException}. A {@link PrintWriter} alone keeps it
 * to itself: a table would be read, and paid for, to its end for nobody.
 */
public final class StrictOutput extends OutputStream {

    private final OutputStream stream;
    private @Nullable UnwritableOutputException failure;

    private StrictOutput(OutputStream stream) {
        this.stream = stream;
    }

    /** A writer of UTF-8 to the stream. */
    public static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new StrictOutput(stream), false, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int octet) {
        attempt(() -> stream.write(octet));
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
        attempt(() -> stream.write(octets, offset, length));
    }

    @Override
    public void flush() {
        attempt(stream::flush);
    }

    @Override
    public void close() {
        attempt(stream::close);
    }

    /** What has failed once has lost something, so that it fails for good. */
    private void attempt(Call call) {
        if (failure != null) {
            throw failure;
        }
        try {
            call.run();
        } catch (IOException e) {
            failure = new UnwritableOutputException(e);
            throw failure;
        }
    }

    private interface Call {
        void run() throws IOException;
    }
}
