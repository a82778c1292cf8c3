package io.github.ecstaskretry.format.event;

/** An event that cannot be read. The message names the field, the expected value and what was found. */
public final class MalformedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Describes the field.
     *
     * @param path such as {@code detail.containers[0].exitCode}
     * @param expected the expected value, with an example
     * @param found the value found; never a possible secret
     */
    public MalformedEventException(String path, String expected, String found) {
        super(path + ": expected " + expected + ", found " + found);
    }
}
