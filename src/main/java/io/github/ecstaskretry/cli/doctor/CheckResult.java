package io.github.ecstaskretry.cli.doctor;

import org.jspecify.annotations.Nullable;

/** The result of a check: the part's state in a clause, and the advice, or null if none is needed. */
public record CheckResult(
        String part, Health verdict, String says, @Nullable String fix) {

    /** The state of the part. */
    public enum Health {
        OK,
        /** It works, but somebody should look at it. */
        WARNING,
        /** Retries, records or notices are lost until it is fixed. */
        BROKEN,
        /** It could not be checked. */
        UNKNOWN
    }

    static CheckResult ok(String part, String says) {
        return new CheckResult(part, Health.OK, says, null);
    }

    static CheckResult warning(String part, String says, String fix) {
        return new CheckResult(part, Health.WARNING, says, fix);
    }

    static CheckResult broken(String part, String says, String fix) {
        return new CheckResult(part, Health.BROKEN, says, fix);
    }

    /** For a check whose resource does not exist; another check reports that. */
    static CheckResult unknown(String part, String says) {
        return new CheckResult(part, Health.UNKNOWN, says, null);
    }
}
