package io.github.ecstaskretry.cli.commands.arguments;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.text.Terminal;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that asks AWS. */
public final class ConnectionOptions {

    @Option(names = "--region", paramLabel = "REGION", description = "The Region, as for the AWS CLI.")
    private @Nullable String region;

    @Option(names = "--profile", paramLabel = "NAME", description = "The profile, as for the AWS CLI.")
    private @Nullable String profile;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            converter = EndpointConverter.class,
            description = "The address to call instead of AWS, such as that of DynamoDB Local.")
    private @Nullable URI endpoint;

    @Option(names = "--no-color", description = "Print no colours, even on a terminal.")
    private boolean noColour;

    private @Nullable AwsConnection aws;

    /** The same connection for every client, so that they share credentials. */
    public AwsConnection aws() {
        if (aws == null) {
            aws = new AwsConnection(region, profile, endpoint);
        }
        return aws;
    }

    /** A connection with another profile or Region, unless they are null. */
    public AwsConnection aws(@Nullable String otherProfile, @Nullable String otherRegion) {
        return new AwsConnection(
                otherRegion == null ? region : otherRegion, otherProfile == null ? profile : otherProfile, endpoint);
    }

    /** The terminal, without colours if the user wants none. */
    public Terminal terminal(Terminal terminal) {
        return noColour ? terminal.plain() : terminal;
    }

    /** Takes a URL that AWS's clients can call. */
    private static final class EndpointConverter implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                URI address = URI.create(text);
                if (text.matches("(?i)https?://.+") && address.getHost() != null) {
                    return address;
                }
            } catch (IllegalArgumentException e) {
                // The check below refuses it.
            }
            throw new TypeConversionException(
                    "expected a URL with http:// or https://, such as http://127.0.0.1:8000; found '" + text + "'");
        }
    }
}
