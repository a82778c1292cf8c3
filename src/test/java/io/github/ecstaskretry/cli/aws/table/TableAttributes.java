package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.store.AttemptAttributes;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The attribute names of {@link AttemptAttributes}. */
public final class TableAttributes {

    private TableAttributes() {}

    /** Every constant of the class; a few are values, names inside of attributes, or indexes. */
    public static Set<String> names() {
        return Arrays.stream(AttemptAttributes.class.getDeclaredFields())
                .map(TableAttributes::value)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The attributes that an item may have: the constants without those of the other sorts. */
    public static Set<String> ofItems() {
        Set<String> names = new TreeSet<>(names());
        names.removeAll(Set.of(
                AttemptAttributes.ADOPT_SINCE,
                AttemptAttributes.LAUNCHES_READ_UNTIL,
                AttemptAttributes.ANNOUNCED_ALONE,
                AttemptAttributes.CONTROL,
                AttemptAttributes.PACE_CLOCK,
                AttemptAttributes.PAUSED,
                AttemptAttributes.TASK_TOKEN,
                AttemptAttributes.ANSWERED_AT,
                AttemptAttributes.ABORTED_AT,
                AttemptAttributes.ENVIRONMENT_GIVEN,
                AttemptAttributes.CONTAINER_NAME,
                AttemptAttributes.EXIT_CODE,
                AttemptAttributes.REASON,
                AttemptAttributes.PARAMETER,
                AttemptAttributes.BEFORE,
                AttemptAttributes.AFTER,
                AttemptAttributes.OBSERVE,
                AttemptAttributes.RETRY,
                AttemptAttributes.TERMINAL,
                AttemptAttributes.BY_FAMILY,
                AttemptAttributes.BY_OUTCOME,
                AttemptAttributes.BY_TASK,
                AttemptAttributes.PENDING));
        return names;
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
