package io.github.ecstaskretry.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCodesTest {

    private static final ErrorCodes CODES = new ErrorCodes(Stops.CATALOGUE.faults());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AccessDeniedException    | api error AccessDeniedException: User is not allowed
            UnauthorizedOperation    | ResourceInitializationError: Unable to launch instance(s). Client.UnauthorizedOperation: no
            ServerException          | Ecs.ServerException: Service Unavailable
            NotFound                 | The subnet does not exist (ErrorCode: InvalidSubnetID.NotFound)
            *NotFoundException       | com.amazonaws.services.ecs.model.ClusterNotFoundException: Cluster not found.
            *LimitExceeded           | SomeNewLimitExceeded: you have more than you may
            RequestLimitExceeded     | An error occurred (AccessDeniedException) when calling X: (ErrorCode: RequestLimitExceeded)
            RequestLimitExceeded     | Slow (ErrorCode: RequestLimitExceeded) (Service: AmazonECS; Status Code: 400; Error Code: AccessDeniedException; Proxy: null)
            AccessDeniedException    | No (Service: AmazonECS; Status Code: 400; Error Code: AccessDeniedException; Proxy: null)
            403                      | https response error StatusCode: 403, RequestID: 00
            403                      | unexpected status code [manifests v9]: 403 Forbidden
            503                      | unexpected status from HEAD request to https://registry.example/v2/: 503 Service Unavailable
            429                      | error parsing HTTP 429 response body
            AccessDenied             | https response error StatusCode: 500, api error AccessDenied: no
            AccessDeniedException    | operation error ECR: GetAuthorizationToken, api error AccessDeniedExc
            """)
    void findsTheInnermostKnownCode(String code, String text) {
        ErrorCodes.Known known = CODES.innermost(Wording.normalise(text));

        assertThat(known).isNotNull();
        assertThat(known.code().name()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a secret | failed to fetch secret arn:aws:secretsmanager:eu-west-1:111122223333:secret:ThrottlingException from it
            a path   | /srv/AccessDenied/run.sh
            a name   | role AccessDenied-reader
            a port   | dial tcp 192.0.2.7:503: i/o timeout
            docker   | API error (500): devmapper: Thin Pool
            unknown  | api error SomethingNew: what
            http 400 | https response error StatusCode: 400, RequestID: 00
            a cut    | api error Acc
            """)
    void findsNoCodeInNamesAndOrdinaryNumbers(String what, String text) {
        assertThat(CODES.innermost(Wording.normalise(text))).as(what).isNull();
    }
}
