package io.github.ecstaskretry.cli.commands.audit;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A task definition's family: what no family can be called would find nothing, which reads as if all were well. */
final class FamilyConverter implements ITypeConverter<String> {

    /** Amazon ECS API reference, RegisterTaskDefinition, {@code family}. */
    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    @Override
    public String convert(String text) {
        if (!FAMILY.matcher(text).matches()) {
            throw new TypeConversionException(
                    "expected a family's whole name, without a revision; * is no wildcard here; found '" + text + "'");
        }
        return text;
    }
}
