package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.doctor.Deployment.RetryFunction;
import io.github.ecstaskretry.cli.doctor.Lookup;
import io.github.ecstaskretry.cli.doctor.PolicyInForce;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnResponse;

/**
 * Reads the policy file from the function's layers. Lambda unpacks them under {@code /opt}, and a later layer overwrites an earlier one
 * (AWS Lambda developer guide, "Managing Lambda dependencies with layers").
 */
record PolicyReader(LambdaClient lambda) {

    private static final String LAYERS = "/opt/";
    private static final String DEFAULT_FILE = LAYERS + "retry-policy.yaml";
    private static final int PATIENCE = Math.toIntExact(Duration.ofSeconds(20).toMillis());

    Lookup<PolicyInForce> read(RetryFunction function) {
        return function.variables().then(variables -> read(function, variables.get("RETRY_POLICY")));
    }

    private Lookup<PolicyInForce> read(RetryFunction function, @Nullable String named) {
        String file = named == null || named.isBlank() ? DEFAULT_FILE : named;
        if (!file.startsWith(LAYERS)) {
            return new Lookup.Unknown<>(
                    "RETRY_POLICY names " + file + ", which is in no layer", "check it with 'ecs-retry policy check'");
        }
        Lookup<PolicyInForce> found = inLayers(function, file.substring(LAYERS.length()));
        return found instanceof Lookup.Absent<PolicyInForce>() && (named == null || named.isBlank())
                ? new Lookup.Found<>(PolicyInForce.builtIn())
                : found;
    }

    /** Reports an unreadable layer only if no other layer has the file; the template's own layer is the first. */
    private Lookup<PolicyInForce> inLayers(RetryFunction function, String entry) {
        List<String> unread = new ArrayList<>();
        Lookup<PolicyInForce> none = new Lookup.Absent<>();
        for (String layer : function.layers().reversed()) {
            Lookup<PolicyInForce> reading = version(layer).then(version -> inLayer(version, entry));
            if (reading instanceof Lookup.Found<PolicyInForce>(PolicyInForce policy)) {
                return new Lookup.Found<>(policy.under(unread));
            }
            if (reading instanceof Lookup.Unknown<PolicyInForce>) {
                unread.add(name(layer));
                none = reading;
            }
        }
        return none;
    }

    /** The function keeps a copy of a version that is deleted (AWS Lambda API reference, {@code DeleteLayerVersion}). */
    private Lookup<GetLayerVersionByArnResponse> version(String layer) {
        Lookup<GetLayerVersionByArnResponse> version =
                Lookups.of("lambda:GetLayerVersion", () -> lambda.getLayerVersionByArn(request -> request.arn(layer)));
        return version instanceof Lookup.Absent<GetLayerVersionByArnResponse>()
                ? new Lookup.Unknown<>(
                        "the " + name(layer) + " is deleted, and the function's copy of it cannot be read",
                        "'sam deploy' with a change of sam/policy publishes another")
                : version;
    }

    private static Lookup<PolicyInForce> inLayer(GetLayerVersionByArnResponse layer, String entry) {
        URI address = URI.create(layer.content().location());
        try {
            return text(address, entry)
                    .<Lookup<PolicyInForce>>map(
                            text -> new Lookup.Found<>(PolicyInForce.read(name(layer.layerVersionArn()), text)))
                    .orElseGet(Lookup.Absent::new);
        } catch (IOException e) {
            return new Lookup.Unknown<>(
                    "the " + name(layer.layerVersionArn()) + " cannot be fetched from " + address.getHost() + ": "
                            + e.getMessage(),
                    "check whether the network reaches Amazon S3");
        }
    }

    /** Such as {@code layer ecs-task-retry-policy:7}. */
    private static String name(String layerVersionArn) {
        String[] parts = layerVersionArn.split(":", -1);
        return "layer " + parts[parts.length - 2] + ":" + parts[parts.length - 1];
    }

    /** The entry of the ZIP file at that address. */
    private static Optional<String> text(URI address, String entry) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE);
        connection.setReadTimeout(PATIENCE);
        // The JDK's exception would show the whole address, with which anybody can fetch the file for ten minutes.
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("it answers with status " + connection.getResponseCode());
        }
        try (InputStream content = connection.getInputStream();
                ZipInputStream zip = new ZipInputStream(content)) {
            for (@Nullable ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
                if (next.getName().equals(entry)) {
                    return Optional.of(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return Optional.empty();
    }
}
