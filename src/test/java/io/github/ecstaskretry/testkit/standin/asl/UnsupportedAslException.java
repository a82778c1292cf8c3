package io.github.ecstaskretry.testkit.standin.asl;

/** A definition that this interpreter does not run: it is wrong, or has something that is not implemented. */
public final class UnsupportedAslException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Names the place.
     *
     * @param path such as {@code $.States.Wait.SecondsPath}
     */
    public UnsupportedAslException(String path, String problem) {
        super(path + ": " + problem);
    }
}
