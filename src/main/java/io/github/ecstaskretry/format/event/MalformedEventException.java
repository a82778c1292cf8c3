package io.github.ecstaskretry.format.event;

/** An event of ours that cannot be read; the message names the field, what was expected and what was found. */
public final class MalformedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Names the field.
     *
     * @param path such as {@code detail.containers[0].exitCode}
     * @param expected with an example
     * @param found what is there instead; never a value that could be a secret
     */
    public MalformedEventException(String path, String expected, String found) {
        super(path + ": expected " + expected + ", found " + found);
    }
}
