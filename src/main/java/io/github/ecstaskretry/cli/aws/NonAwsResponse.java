package io.github.ecstaskretry.cli.aws;

import java.net.URI;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * An answer that is not AWS's, but that of a proxy, a load balancer, or whatever else is at a wrong address. The SDK takes it for a
 * refusal of the service's, without an error code; as an interceptor this names the address that answered instead of the service.
 */
public final class NonAwsResponse implements ExecutionInterceptor {

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable fault = context.exception();
        if (context.httpResponse().isEmpty()) {
            // It answered another service's client, which was asked for the credentials.
            return fault;
        }
        if (fault instanceof AwsServiceException e && isGivenBy(e)) {
            return named(e, address(context));
        }
        // The SDK has no type for an answer that it cannot read.
        return fault instanceof SdkClientException e
                        && String.valueOf(e.getMessage()).contains("unmarshall response")
                ? SdkClientException.create(
                        says(address(context), context.httpResponse().get().statusCode()), e)
                : fault;
    }

    /** Of the same type, as the SDK demands. */
    private static AwsServiceException named(AwsServiceException e, String address) {
        AwsErrorDetails details =
                e.awsErrorDetails() == null ? AwsErrorDetails.builder().build() : e.awsErrorDetails();
        return e.toBuilder()
                .awsErrorDetails(details.toBuilder().serviceName(address).build())
                .build();
    }

    /** Whether that is why the call failed. */
    public static boolean isGivenBy(AwsServiceException e) {
        return ErrorCode.of(e).isEmpty();
    }

    /** Such as {@code https://dynamodb.eu-west-1.amazonaws.com answered with status 502, but not as AWS does: look at …}. */
    public static String says(AwsServiceException e) {
        return says(e.awsErrorDetails() == null ? "AWS" : e.awsErrorDetails().serviceName(), e.statusCode());
    }

    private static String says(String who, int status) {
        return who + " answered with status " + status
                + ", but not as AWS does: look at --endpoint-url or AWS_ENDPOINT_URL, and at what is on the way, such as a proxy";
    }

    private static String address(Context.FailedExecution context) {
        return context.httpRequest()
                .map(SdkHttpRequest::getUri)
                .map(NonAwsResponse::address)
                .orElse("the endpoint");
    }

    /** Nothing of what was asked for. */
    private static String address(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
