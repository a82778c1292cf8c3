package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.policy.AttemptNumbers;
import io.github.ecstaskretry.core.policy.ExitCodes;
import io.github.ecstaskretry.core.policy.ExitCodes.Range;
import io.github.ecstaskretry.core.task.AttemptId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares sets of exit codes and of attempts. */
final class NumberSets {

    private NumberSets() {}

    /** The attempts that a condition allows; all that a job can have where it does not say. */
    static Set<Integer> attempts(@Nullable AttemptNumbers numbers) {
        return IntStream.rangeClosed(1, AttemptId.MAX_NUMBER)
                .filter(number -> numbers == null || numbers.contains(number))
                .boxed()
                .collect(Collectors.toSet());
    }

    /** Whether every code of the second set, and the missing one, belongs to the first. */
    static boolean covers(ExitCodes wide, ExitCodes narrow) {
        return (wide.none() || !narrow.none()) && narrow.ranges().stream().allMatch(range -> covers(wide, range));
    }

    private static boolean covers(ExitCodes wide, Range range) {
        long next = range.from();
        while (next <= range.to()) {
            long from = next;
            long end = wide.ranges().stream()
                    .filter(other -> other.from() <= from && from <= other.to())
                    .mapToLong(Range::to)
                    .max()
                    .orElse(-1);
            if (end < 0) {
                return false;
            }
            next = end + 1;
        }
        return true;
    }
}
