package io.github.ecstaskretry.lambda;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The clients for which there is no Quarkus extension, made the way the extensions make theirs: one for the application, on the
 * URL connection client, with credentials, Region and endpoint from the SDK's usual chain.
 */
final class AwsClients {

    @Produces
    @ApplicationScoped
    SfnClient stepFunctions() {
        return SfnClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Produces
    @ApplicationScoped
    EcsClient ecs() {
        return EcsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    void close(@Disposes SfnClient client) {
        client.close();
    }

    void close(@Disposes EcsClient client) {
        client.close();
    }
}
