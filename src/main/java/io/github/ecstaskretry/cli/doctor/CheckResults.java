package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Collects what the checks of one part find. */
final class CheckResults {

    /**
     * The fix of a resource that is not as the template has it. Deploying the same template again does not undo drift: a resource
     * that was deleted or changed by hand (AWS CloudFormation user guide, "Using drift-aware change sets").
     */
    static final String REVERT_DRIFT =
            "a change set with --deployment-mode REVERT_DRIFT puts it back; 'sam deploy' alone does not see it";

    private final String part;
    private final Stack stack;
    private final List<CheckResult> results = new ArrayList<>();

    CheckResults(String part, Stack stack) {
        this.part = part;
        this.stack = stack;
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

    /** Checks a resource of the stack; the part is broken without it. */
    <T> void required(Lookup<T> reading, String logicalId, String absence, Consumer<T> check) {
        read("", reading, () -> broken(absence, create(logicalId)), check);
    }

    /** The fix of a resource that does not exist. */
    String create(String logicalId) {
        return stack.resource(logicalId)
                .map(name -> name + " was deleted by hand: " + REVERT_DRIFT)
                .orElse("'sam deploy' creates the stack's " + logicalId);
    }

    /** Checks what depends on a resource that another check reports if it does not exist. */
    <T> void dependent(Lookup<T> reading, String absence, Consumer<T> check) {
        read("", reading, () -> unknown(absence), check);
    }

    /** Checks what was read; {@code problem} says what could not be done if it could not be read. */
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

    /** The same, where the part's own words say that it is OK. */
    <T> List<CheckResult> orOk(Lookup<T> reading, Function<T, String> says) {
        return orOk(reading.found().map(says).orElse(""));
    }

    /** A number of things, and what is the case with one or with many of them. */
    static String counted(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
