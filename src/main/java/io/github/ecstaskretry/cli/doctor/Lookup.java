package io.github.ecstaskretry.cli.doctor;

import java.util.Optional;
import java.util.function.Function;

/** The result of reading one part of the deployment. */
public sealed interface Lookup<T> {

    record Found<T>(T value) implements Lookup<T> {}

    record Absent<T>() implements Lookup<T> {}

    /** The part could not be read. {@code why} is in AWS's words; {@code fix} says what to do. */
    record Unknown<T>(String why, String fix) implements Lookup<T> {}

    /** The part, if it exists and could be read. */
    default Optional<T> found() {
        return this instanceof Found<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    default Lookup<T> orIfAbsent(T value) {
        return this instanceof Absent<T>() ? new Found<>(value) : this;
    }

    /** Reads on, if the part exists. */
    default <U> Lookup<U> then(Function<T, Lookup<U>> next) {
        return switch (this) {
            case Found<T>(T value) -> next.apply(value);
            case Absent<T>() -> new Absent<>();
            case Unknown<T>(String why, String fix) -> new Unknown<>(why, fix);
        };
    }
}
