package io.github.ecstaskretry.core.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of exit codes. Windows processes end with 32-bit numbers, which tools write as signed or unsigned: -1073741819 and
 * 3221225477 are one code.
 *
 * @param ranges unsigned codes
 * @param none whether a missing exit code is in the set: the container never ran, or its result is unknown
 */
public record ExitCodes(List<NumberRange> ranges, boolean none) {

    /** The largest unsigned code. */
    public static final long MAX = 0xFFFF_FFFFL;

    public ExitCodes {
        ranges = List.copyOf(ranges);
    }

    /** Whether the code, or its absence, is in the set. */
    public boolean contains(@Nullable Long exitCode) {
        return exitCode == null ? none : ranges.stream().anyMatch(range -> range.contains(unsigned(exitCode)));
    }

    /** The unsigned form of a code: -1073741819 becomes 3221225477. */
    public static long unsigned(long code) {
        return Integer.MIN_VALUE <= code && code < 0 ? code & MAX : code;
    }
}
