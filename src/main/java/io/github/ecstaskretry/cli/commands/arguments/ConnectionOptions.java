package io.github.ecstaskretry.cli.commands.arguments;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How AWS is asked. */
public final class ConnectionOptions {

    @Option(names = "--region", paramLabel = "REGION", description = "As the AWS CLI has it.")
    private @Nullable String region;

    @Option(names = "--profile", paramLabel = "NAME", description = "As the AWS CLI has it.")
    private @Nullable String profile;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            converter = EndpointConverter.class,
            description = "Another address than AWS's, such as http://127.0.0.1:8000 for DynamoDB Local.")
    private @Nullable URI endpoint;

    private @Nullable AwsConnection aws;

    /** How; the same for every client, which then share the credentials. */
    public AwsConnection aws() {
        if (aws == null) {
            aws = new AwsConnection(region, profile, endpoint);
        }
        return aws;
    }
}
