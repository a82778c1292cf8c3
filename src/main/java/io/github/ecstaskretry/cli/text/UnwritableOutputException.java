package io.github.ecstaskretry.cli.text;

import java.io.IOException;

/** Standard output cannot be written. */
public final class UnwritableOutputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnwritableOutputException(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /** Whether the reader has gone, as head(1) does. The JDK passes on the system's English message; other languages look like a full disk. */
    public boolean closedPipe() {
        return "Broken pipe".equals(getMessage());
    }
}
