package io.github.ecstaskretry.core.classify;

/**
 * An error code of a service.
 *
 * @param name as its documentation writes it, such as {@code AccessDeniedException}; a {@code *} at the start or the end stands for
 *     more letters. A number is an HTTP status
 * @param source where it is documented
 */
public record ErrorCode(String name, String source) {

    /** Reads the catalogue's notation. Throws an {@link IllegalArgumentException} if the name has characters that no code has. */
    public static ErrorCode parse(String name, String source) {
        if (!name.matches("\\*?[A-Za-z0-9._]+\\*?")) {
            throw new IllegalArgumentException("'" + name + "' is not an error code");
        }
        return new ErrorCode(name, source);
    }
}
