package io.github.ecstaskretry.testkit.standin.asl;

/** The interpreter cannot run this definition: it is wrong, or it uses a field that the interpreter does not implement. */
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
