package io.github.ecstaskretry.cli.commands.arguments;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Constants by lower-case words, which is how they are offered; upper case is understood too. */
public abstract class WordConverter<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {

    private final List<E> constants;

    public WordConverter(Class<E> type) {
        this.constants = Arrays.asList(type.getEnumConstants());
    }

    @Override
    public final E convert(String word) {
        return constants.stream()
                .filter(constant -> constant.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "expected one of " + String.join(", ", this) + "; found '" + word + "'"));
    }

    @Override
    public final Iterator<String> iterator() {
        return constants.stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .iterator();
    }
}
