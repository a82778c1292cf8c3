package io.github.ecstaskretry.cli.text;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that ends the command if it cannot be written. A {@link PrintWriter} alone would hide the failure, and the command
 * would read the table, and pay for it, to the end.
 */
public final class StrictOutput extends OutputStream {

    /** Standard output cannot be written. */
    public static final class UnwritableOutputException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private UnwritableOutputException(IOException cause) {
            super(cause.getMessage(), cause);
        }

        /**
         * Whether the reader has closed the pipe, as head(1) does. Only the system's English message says so; in other languages it
         * looks like a full disk.
         */
        public boolean closedPipe() {
            return "Broken pipe".equals(getMessage());
        }
    }

    private final OutputStream stream;
    private @Nullable UnwritableOutputException failure;

    private StrictOutput(OutputStream stream) {
        this.stream = stream;
    }

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

    /** After a failure every call fails, because output is lost. */
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
