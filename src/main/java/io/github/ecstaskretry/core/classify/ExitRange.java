package io.github.ecstaskretry.core.classify;

import org.jspecify.annotations.Nullable;

/** Exit codes from one to another, both included; or only the missing exit code, which is never a number. */
public record ExitRange(long low, long high, boolean missing) {

    /** No exit code at all. */
    public static final ExitRange NONE = new ExitRange(0, 0, true);

    /** Throws an {@link IllegalArgumentException} if the last comes before the first. */
    public ExitRange {
        if (high < low) {
            throw new IllegalArgumentException("an exit code range runs upwards, found " + low + " to " + high);
        }
    }

    boolean contains(@Nullable Long exitCode) {
        return exitCode == null ? missing : !missing && low <= exitCode && exitCode <= high;
    }
}
