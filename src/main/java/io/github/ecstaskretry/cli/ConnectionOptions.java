package io.github.ecstaskretry.cli;

import io.github.ecstaskretry.aws.AwsConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How AWS is asked. */
final class ConnectionOptions {

    @Option(names = "--region", paramLabel = "REGION", description = "As the AWS CLI has it.")
    private @Nullable String region;

    @Option(names = "--profile", paramLabel = "NAME", description = "As the AWS CLI has it.")
    private @Nullable String profile;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "Another address than AWS's, such as http://127.0.0.1:8000 for DynamoDB Local.")
    private @Nullable URI endpoint;

    private @Nullable AwsConnection aws;

    /**
     * How; the same for every client, which then share the credentials.
     *
     * @throws InputError when the endpoint is none
     */
    AwsConnection aws() {
        if (endpoint != null && (endpoint.getScheme() == null || endpoint.getHost() == null)) {
            throw new InputError(
                    "--endpoint-url: expected a URL such as http://127.0.0.1:8000, found '" + endpoint + "'");
        }
        if (aws == null) {
            aws = new AwsConnection(region, profile, endpoint);
        }
        return aws;
    }
}
