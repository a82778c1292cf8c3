package io.github.ecstaskretry.core.history;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of RunTask that a rule changed for the next attempt.
 *
 * @param parameter RunTask's name
 * @param before its value for the attempt that ended; null if it had none
 * @param after its value for the next attempt
 */
public record ChangedParameter(String parameter, @Nullable String before, String after) {

    /** Such as {@code memory 4096 instead of 2048}. A capacity provider speaks for itself: {@code FARGATE instead of FARGATE_SPOT}. */
    public String words() {
        return (parameter.equals("capacityProviderStrategy") ? "" : parameter + " ")
                + after
                + (before == null ? "" : " instead of " + before);
    }

    /** All of them. */
    public static String words(List<ChangedParameter> changes) {
        return changes.stream().map(ChangedParameter::words).collect(Collectors.joining(", "));
    }
}
