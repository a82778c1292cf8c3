package io.github.ecstaskretry.function.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.EcsClientBuilder;

/** No call may use up the invocation. */
class AwsClientsTest {

    /** Describe, two lists, history, write, start or publish, mark. */
    private static final int MOST_CALLS_OF_AN_EVENT = 7;

    @Test
    void everyCallOfAnEventMayTakeAsLongAsItCanAndTheInvocationStillEnds() {
        Duration timeout = Duration.ofSeconds(SamTemplate.read()
                .properties("TaskRetryFunction")
                .path("Timeout")
                .asInt());

        assertThat(AwsClients.CALL.multipliedBy(MOST_CALLS_OF_AN_EVENT)).isLessThan(timeout);
    }

    @Test
    void anAttemptThatHangsLeavesTimeForAnother() {
        try (EcsClient client = builder(URI.create("http://127.0.0.1:1")).build()) {
            ClientOverrideConfiguration limits =
                    client.serviceClientConfiguration().overrideConfiguration();

            assertThat(limits.apiCallTimeout()).contains(Duration.ofSeconds(8));
            assertThat(limits.apiCallAttemptTimeout()).contains(Duration.ofSeconds(3));
            assertThat(limits.retryStrategy().orElseThrow().maxAttempts()).isEqualTo(3);
        }
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                EcsClient client = shortened(builder(URI.create("http://127.0.0.1:" + silent.getLocalPort())))) {
            assertThatExceptionOfType(ApiCallTimeoutException.class).isThrownBy(client::listClusters);
        }
    }

    private static EcsClient shortened(EcsClientBuilder builder) {
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .apiCallTimeout(Duration.ofMillis(500))
                        .build())
                .build();
    }

    private static EcsClientBuilder builder(URI endpoint) {
        return AwsClients.limited(EcsClient.builder())
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }
}
