package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.format.DidYouMean;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Causes of the catalogue: policies have none of their own. */
final class CauseConverter implements ITypeConverter<String>, Iterable<String> {

    @Override
    public String convert(String text) {
        List<String> causes = causes();
        if (!causes.contains(text)) {
            throw new TypeConversionException(
                    "expected a whole cause of those that 'ecs-retry causes' lists; * is no wildcard here; found '"
                            + text + "'" + DidYouMean.hint(text, causes));
        }
        return text;
    }

    @Override
    public Iterator<String> iterator() {
        return causes().iterator();
    }

    /** Read when they are needed, as most commands do without. */
    private static List<String> causes() {
        return List.copyOf(BuiltInCatalogue.CATALOGUE.ids());
    }
}
