package io.github.ecstaskretry.cli.doctor;

import java.util.function.Function;

/**
 * What came of asking for a part of the deployment.
 *
 * @param <T> the part
 */
public sealed interface Reading<T> {

    /** It is there. */
    record Found<T>(T value) implements Reading<T> {}

    /** It is not there. */
    record Absent<T>() implements Reading<T> {}

    /**
     * Nobody knows.
     *
     * @param why it could not be asked for, a sentence's beginning such as {@code access is denied}
     * @param fix what to do about it
     */
    record Unknown<T>(String why, String fix) implements Reading<T> {}

    /** Asks for what only a part that is there can tell of. */
    default <U> Reading<U> then(Function<T, Reading<U>> next) {
        return switch (this) {
            case Found<T>(T value) -> next.apply(value);
            case Absent<T>() -> new Absent<>();
            case Unknown<T>(String why, String fix) -> new Unknown<>(why, fix);
        };
    }
}
