package io.github.ecstaskretry.aws;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The attribute names of {@link AttemptAttributes}. */
public final class TableAttributes {

    private TableAttributes() {}

    /** Every constant of the class; a few are values or names inside of attributes. */
    public static Set<String> names() {
        return Arrays.stream(AttemptAttributes.class.getDeclaredFields())
                .map(TableAttributes::value)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
