package io.github.ecstaskretry.cli.commands.arguments;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many, which is at least one. */
public final class CountConverter implements ITypeConverter<Integer> {

    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");

    @Override
    public Integer convert(String text) {
        if (!COUNT.matcher(text).matches()) {
            throw new TypeConversionException("expected a number from 1 to 999999999; found '" + text + "'");
        }
        return Integer.valueOf(text);
    }
}
