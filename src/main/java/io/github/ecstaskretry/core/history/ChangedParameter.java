package io.github.ecstaskretry.core.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of RunTask that a rule changed for the next attempt.
 *
 * @param before its value for the attempt that ended; null if it had none
 * @param after its value for the next attempt
 */
public record ChangedParameter(String parameter, @Nullable String before, String after) {

    /** Such as {@code memory 4096 instead of 2048}; for capacity providers only {@code FARGATE instead of FARGATE_SPOT}. */
    public String words() {
        return (parameter.equals("capacityProviderStrategy") ? "" : parameter + " ")
                + after
                + (before == null ? "" : " instead of " + before);
    }

    /** Whether it is the size of the task or of its containers. */
    public boolean isSize() {
        return parameter.startsWith("memory") || parameter.equals("cpu");
    }

    /** One change for each parameter: from its first value to its last. */
    public static List<ChangedParameter> overall(List<ChangedParameter> changes) {
        Map<String, ChangedParameter> overall = new LinkedHashMap<>();
        changes.forEach(change -> overall.merge(
                change.parameter(),
                change,
                (first, last) -> new ChangedParameter(first.parameter(), first.before(), last.after())));
        return List.copyOf(overall.values());
    }

    public static String words(List<ChangedParameter> changes) {
        return changes.stream().map(ChangedParameter::words).collect(Collectors.joining(", "));
    }
}
