package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Collects the results of the checks of one part. */
final class CheckResults {

    /**
     * How to repair a resource that differs from the template. Deploying the same template again does not undo drift (AWS CloudFormation
     * user guide, "Using drift-aware change sets").
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

    void brokenIf(boolean condition, String says, String fix) {
        if (condition) {
            broken(says, fix);
        }
    }

    void warning(String says, String fix) {
        results.add(CheckResult.warning(part, says, fix));
    }

    void warnIf(boolean condition, String says, String fix) {
        if (condition) {
            warning(says, fix);
        }
    }

    void unknown(String says) {
        results.add(CheckResult.unknown(part, says));
    }

    /** Checks a resource of the stack; the part is broken without it. */
    <T> void required(Lookup<T> reading, String logicalId, String absence, Consumer<T> check) {
        read("", reading, () -> broken(absence, create(logicalId)), check);
    }

    /** How to create a resource that does not exist. */
    String create(String logicalId) {
        return stack.resource(logicalId)
                .map(name -> name + " was deleted by hand: " + REVERT_DRIFT)
                .orElse("'sam deploy' creates the stack's " + logicalId);
    }

    /** Checks a part that depends on a resource; if the resource does not exist, another check reports that. */
    <T> void dependent(Lookup<T> reading, String absence, Consumer<T> check) {
        read("", reading, () -> unknown(absence), check);
    }

    /** Checks a reading. {@code problem} introduces the reason why it could not be read. */
    <T> void read(String problem, Lookup<T> reading, Runnable absent, Consumer<T> check) {
        switch (reading) {
            case Lookup.Found<T>(T value) -> check.accept(value);
            case Lookup.Absent<T>() -> absent.run();
            case Lookup.Unknown<T>(String why, String fix) ->
                results.add(new CheckResult(part, Health.UNKNOWN, problem + why, fix));
        }
    }

    boolean noneBroken() {
        return results.stream().noneMatch(result -> result.verdict() == Health.BROKEN);
    }

    /** The results, or a single OK if there are none. */
    List<CheckResult> orOk(String says) {
        return results.isEmpty() ? List.of(CheckResult.ok(part, says)) : results;
    }

    /** The results, or a single OK in which the part describes itself. */
    <T> List<CheckResult> orOk(Lookup<T> reading, Function<T, String> says) {
        return orOk(reading.found().map(says).orElse(""));
    }

    /** Such as {@code 1 subscription} and {@code 2 subscriptions}. */
    static String counted(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
