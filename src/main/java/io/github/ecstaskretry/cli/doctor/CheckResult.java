package io.github.ecstaskretry.cli.doctor;

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
public record CheckResult(
        String part, Health verdict, String says, @Nullable String fix) {

    static CheckResult ok(String part, String says) {
        return new CheckResult(part, Health.OK, says, null);
    }

    static CheckResult warning(String part, String says, String fix) {
        return new CheckResult(part, Health.WARNING, says, fix);
    }

    static CheckResult broken(String part, String says, String fix) {
        return new CheckResult(part, Health.BROKEN, says, fix);
    }

    /** What hangs on another part that is not there, which is told of for itself. */
    static CheckResult unknown(String part, String says) {
        return new CheckResult(part, Health.UNKNOWN, says, null);
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
    static <T> List<CheckResult> of(String part, Reading<T> reading, CheckResult absent, Function<T, List<CheckResult>> present) {
        return switch (reading) {
            case Reading.Found<T>(T value) -> present.apply(value);
            case Reading.Absent<T>() -> List.of(absent);
            case Reading.Unknown<T>(String why, String fix) -> List.of(new CheckResult(part, Health.UNKNOWN, why, fix));
        };
    }
}
