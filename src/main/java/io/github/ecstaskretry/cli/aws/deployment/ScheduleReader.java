package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.doctor.deployed.Reading;
import io.github.ecstaskretry.cli.doctor.deployed.Schedule;
import io.github.ecstaskretry.cli.doctor.read.ScheduleJson;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * A schedule by GetSchedule (Amazon EventBridge Scheduler API reference). Without the service's client, for its one call: the SDK's
 * parts find the address, sign and send.
 */
final class ScheduleReader {

    private static final String SERVICE = "scheduler";

    private final AwsConnection aws;
    private final Region region;

    ScheduleReader(AwsConnection aws) {
        this.aws = aws;
        this.region = aws.where();
    }

    /**
     * Asks for a schedule of the default group.
     *
     * @param now by AWS's clock, which the signature has to agree with
     */
    Reading<Schedule> read(String name, Instant now) {
        return Question.ask(
                "scheduler:GetSchedule",
                () -> ScheduleJson.read(Retried.call(SERVICE, () -> get("/schedules/" + name, now))));
    }

    private String get(String path, Instant now) {
        try (SdkHttpClient http = UrlConnectionHttpClient.create()) {
            HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(signed(path, now))
                            .build())
                    .call();
            String body = body(response);
            if (!response.httpResponse().isSuccessful()) {
                throw refusal(response.httpResponse(), body);
            }
            return body;
        } catch (IOException e) {
            throw SdkClientException.create(String.valueOf(e), e);
        }
    }

    SdkHttpRequest signed(String path, Instant now) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(SdkHttpUtils.appendUri(endpoint().toString(), path)))
                .build();
        return AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(aws.who().resolveCredentials())
                        .request(request)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
                .request();
    }

    /** As the SDK's clients find it: as given, by AWS_ENDPOINT_URL and its like, or the Region's. */
    URI endpoint() {
        return AwsClientEndpointProvider.builder()
                .clientEndpointOverride(aws.endpoint())
                .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_SCHEDULER")
                .serviceEndpointOverrideSystemProperty("aws.endpointUrlScheduler")
                .serviceProfileProperty(SERVICE)
                .profileFile(ProfileFile::defaultProfileFile)
                .profileName(aws.profile())
                .serviceEndpointPrefix(SERVICE)
                .defaultProtocol("https")
                .region(region)
                .build()
                .clientEndpoint();
    }

    private static String body(HttpExecuteResponse response) throws IOException {
        if (response.responseBody().isEmpty()) {
            return "";
        }
        try (AbortableInputStream body = response.responseBody().get()) {
            return IoUtils.toUtf8String(body);
        }
    }

    /** Smithy, "AWS restJson1 protocol": the header has the error's name, and may go on with a colon. */
    private static AwsServiceException refusal(SdkHttpResponse response, String body) {
        String type = response.firstMatchingHeader("x-amzn-ErrorType").orElse("");
        return AwsServiceException.builder()
                .statusCode(response.statusCode())
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Scheduler")
                        .errorCode(type.split(":", 2)[0])
                        .errorMessage(ScheduleJson.refusal(body))
                        .build())
                .build();
    }
}
