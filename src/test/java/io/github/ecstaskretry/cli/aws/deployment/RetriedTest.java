package io.github.ecstaskretry.cli.aws.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class RetriedTest {

    /** Fails with these, one after the other, and then answers. */
    private static final class Flaky {

        private final Queue<SdkException> failures;

        Flaky(List<SdkException> failures) {
            this.failures = new ArrayDeque<>(failures);
        }

        String call() {
            SdkException failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            return "answer";
        }
    }

    private static SdkException answered(int status, String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static Stream<SdkException> passing() {
        return Stream.of(
                SdkClientException.create("connection reset", new IOException("connection reset")),
                answered(429, "ThrottlingException"),
                answered(500, "InternalServerException"),
                answered(502, ""),
                answered(503, ""));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatMayPassIsTriedAgain(SdkException failure) {
        assertThat(Retried.call("scheduler", new Flaky(List.of(failure))::call)).isEqualTo("answer");
    }

    private static Stream<SdkException> staying() {
        return Stream.of(
                SdkClientException.create("Unable to load credentials"),
                answered(403, "AccessDeniedException"),
                answered(404, "ResourceNotFoundException"));
    }

    @ParameterizedTest
    @MethodSource("staying")
    void whatStaysAsItIsIsNot(SdkException failure) {
        assertThatThrownBy(() -> Retried.call("scheduler", new Flaky(List.of(failure))::call))
                .isSameAs(failure);
    }

    @Test
    void thereIsAnEndToIt() {
        List<SdkException> failures =
                Stream.generate(() -> answered(500, "")).limit(100).toList();

        assertThatThrownBy(() -> Retried.call("scheduler", new Flaky(failures)::call))
                .isIn(failures);
    }
}
