package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.deployed.Reading;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was found of a part of the deployment.
 *
 * @param part such as {@code dead-letter queue}
 * @param says how it is, in a clause
 * @param fix what to do about it; null when nothing is to be done
 */
public record Finding(
        String part, Verdict verdict, String says, @Nullable String fix) {

    static Finding ok(String part, String says) {
        return new Finding(part, Verdict.OK, says, null);
    }

    static Finding warning(String part, String says, String fix) {
        return new Finding(part, Verdict.WARNING, says, fix);
    }

    static Finding broken(String part, String says, String fix) {
        return new Finding(part, Verdict.BROKEN, says, fix);
    }

    /** What hangs on another part that is not there, which is told of for itself. */
    static Finding unknown(String part, String says) {
        return new Finding(part, Verdict.UNKNOWN, says, null);
    }

    /** A number of things, and what is the case with one or with many of them. */
    static String counted(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /**
     * The findings of a part.
     *
     * @param absent when it is not there
     * @param present when it is
     */
    static <T> List<Finding> of(String part, Reading<T> reading, Finding absent, Function<T, List<Finding>> present) {
        return switch (reading) {
            case Reading.Found<T>(T value) -> present.apply(value);
            case Reading.Absent<T>() -> List.of(absent);
            case Reading.Unknown<T>(String why, String fix) -> List.of(new Finding(part, Verdict.UNKNOWN, why, fix));
        };
    }
}
