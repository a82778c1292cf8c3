package io.github.ecstaskretry.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects what the checks of one part find. */
final class CheckResults {

    private final String part;
    private final List<CheckResult> results = new ArrayList<>();

    CheckResults(String part) {
        this.part = part;
    }

    void broken(String says, String fix) {
        results.add(CheckResult.broken(part, says, fix));
    }

    void warning(String says, String fix) {
        results.add(CheckResult.warning(part, says, fix));
    }

    void unknown(String says) {
        results.add(CheckResult.unknown(part, says));
    }

    /** Checks what was read, and reports it if it could not be read. */
    <T> void read(Lookup<T> reading, Runnable absent, Consumer<T> check) {
        read("", reading, absent, check);
    }

    /** The same, where {@code problem} says what could not be done. */
    <T> void read(String problem, Lookup<T> reading, Runnable absent, Consumer<T> check) {
        switch (reading) {
            case Lookup.Found<T>(T value) -> check.accept(value);
            case Lookup.Absent<T>() -> absent.run();
            case Lookup.Unknown<T>(String why, String fix) ->
                results.add(new CheckResult(part, Health.UNKNOWN, problem + why, fix));
        }
    }

    /** Whether nothing broken was found. */
    boolean noneBroken() {
        return results.stream().noneMatch(result -> result.verdict() == Health.BROKEN);
    }

    /** The results; one that is OK if nothing was found. */
    List<CheckResult> orOk(String says) {
        return results.isEmpty() ? List.of(CheckResult.ok(part, says)) : results;
    }

    /** A number of things, and what is the case with one or with many of them. */
    static String counted(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
