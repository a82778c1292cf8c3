package io.github.ecstaskretry.cli.commands.arguments;

import io.github.ecstaskretry.core.classify.CauseKind;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Kinds by the catalogue's lower-case words. */
public final class KindConverter implements ITypeConverter<CauseKind>, Iterable<String> {

    @Override
    public CauseKind convert(String word) {
        return Arrays.stream(CauseKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "expected one of " + String.join(", ", this) + "; found '" + word + "'"));
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(CauseKind.values()).map(CauseKind::word).iterator();
    }
}
