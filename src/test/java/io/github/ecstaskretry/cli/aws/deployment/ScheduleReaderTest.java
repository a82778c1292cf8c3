package io.github.ecstaskretry.cli.aws.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.testkit.standin.LocalCredentials;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What goes to AWS; the answers are in {@code DoctorCommandTest}. */
@ExtendWith(LocalCredentials.class)
class ScheduleReaderTest {

    private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    @BeforeEach
    void signIn() {
        System.setProperty("aws.sessionToken", "session");
    }

    @AfterEach
    void signOut() {
        System.clearProperty("aws.sessionToken");
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, https://scheduler.eu-west-1.amazonaws.com",
        "us-gov-west-1, https://scheduler.us-gov-west-1.amazonaws.com",
        "cn-north-1, https://scheduler.cn-north-1.amazonaws.com.cn"
    })
    void theAddressIsThatOfTheRegionInItsPartition(String region, URI address) {
        assertThat(reader(region, null).endpoint()).isEqualTo(address);
    }

    @Test
    void anAddressThatIsGivenIsTaken() {
        URI given = URI.create("http://localhost:4566");

        assertThat(reader("eu-west-1", given).endpoint()).isEqualTo(given);
    }

    /** IAM user guide, "Elements of an AWS API request signature"; the time is AWS's, whatever this machine's clock says. */
    @Test
    void theRequestIsSignedForTheServiceInTheRegion() {
        SdkHttpRequest request = reader("eu-west-1", null).signed("/schedules/reconcile", NOON);

        assertThat(request.getUri())
                .isEqualTo(URI.create("https://scheduler.eu-west-1.amazonaws.com/schedules/reconcile"));
        assertThat(request.firstMatchingHeader("Authorization"))
                .hasValueSatisfying(value -> assertThat(value)
                        .startsWith("AWS4-HMAC-SHA256 Credential=local/20260314/eu-west-1/scheduler/aws4_request,"));
        assertThat(request.firstMatchingHeader("X-Amz-Date")).contains("20260314T120000Z");
        assertThat(request.firstMatchingHeader("X-Amz-Security-Token")).contains("session");
    }

    private static ScheduleReader reader(String region, @Nullable URI endpoint) {
        return new ScheduleReader(new AwsConnection(region, null, endpoint));
    }
}
