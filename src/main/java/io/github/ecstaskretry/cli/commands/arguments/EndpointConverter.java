package io.github.ecstaskretry.cli.commands.arguments;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An address that AWS's clients can ask. */
final class EndpointConverter implements ITypeConverter<URI> {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    @Override
    public URI convert(String text) {
        URI address = uri(text);
        if (address.getScheme() == null
                || !SCHEMES.contains(address.getScheme().toLowerCase(Locale.ROOT))
                || address.getHost() == null) {
            throw none(text);
        }
        return address;
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw none(text);
        }
    }

    private static TypeConversionException none(String text) {
        return new TypeConversionException(
                "expected a URL with http:// or https://, such as http://127.0.0.1:8000; found '" + text + "'");
    }
}
