package io.github.ecstaskretry.cli.aws;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Why AWS was not asked, or did not know who asks, for people: the SDK has no types for it, and a dozen clauses for some. */
public final class AwsErrorMessages {

    /** What the SDK's modules {@code sso} and {@code ssooidc} say of a token that is missing or has expired. */
    private static final Pattern NOT_SIGNED_IN = Pattern.compile(
            "load sso token|sso session associated with this profile|token is expired|[/\\\\]sso[/\\\\]cache[/\\\\]");

    /** Keys that do not exist, have expired, or belong to another secret (API reference, "Common Error Types"). */
    private static final Set<String> UNKNOWN_CALLER = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "ExpiredTokenException",
            "ExpiredToken",
            "InvalidSignatureException",
            "SignatureDoesNotMatch");

    /** So says a Region that is not enabled, too (AWS Account Management reference guide, "Enable or disable AWS Regions"). */
    private static final Set<String> UNKNOWN_TO_THE_REGION =
            Set.of("UnrecognizedClientException", "InvalidClientTokenId");

    /** For what the AWS CLI can do alone. */
    static final String BY_THE_AWS_CLI =
            "run eval \"$(aws configure export-credentials --profile NAME --format env)\", and name no profile";

    private AwsErrorMessages() {}

    /** Whether the service does not take the credentials, whatever is asked. */
    public static boolean isUnknownCaller(AwsServiceException e) {
        return UNKNOWN_CALLER.contains(ErrorCode.of(e));
    }

    /** What is missing and how to give it, or the SDK's own words. */
    public static String reason(SdkException e) {
        if (e instanceof AwsServiceException service && isUnknownCaller(service)) {
            return (UNKNOWN_TO_THE_REGION.contains(ErrorCode.of(service))
                            ? "AWS does not accept the credentials, or the Region is not enabled in their account:"
                                    + " sign in again, or give another --profile or --region ("
                            : "AWS does not accept the credentials: sign in again, or give another --profile (")
                    + ErrorCode.of(service) + ": "
                    + service.awsErrorDetails().errorMessage() + ")";
        }
        if (e instanceof AwsServiceException service && NonAwsResponse.isGivenBy(service)) {
            return notAsked(NonAwsResponse.says(service));
        }
        return notAsked(String.valueOf(e.getMessage()));
    }

    private static String notAsked(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (NOT_SIGNED_IN.matcher(lower).find()) {
            return "the AWS profile is not signed in, or no longer: run 'aws sso login --profile NAME'";
        }
        if (CredentialChain.isToldBy(text)) {
            return CredentialChain.trouble(text)
                    .map(AwsErrorMessages::notAsked)
                    .orElse(
                            "there are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
        if (lower.contains("login_session")) {
            return "the AWS profile is one of 'aws login', which ecs-retry cannot use itself: " + BY_THE_AWS_CLI;
        }
        if (lower.contains("process-based credentials")) {
            return "the AWS profile's credential_process fails: run its command to see why";
        }
        if (lower.contains("contained no credentials for profile")) {
            return "the AWS profile that is named does not exist, or has no credentials: see 'aws configure list-profiles'";
        }
        if (lower.contains("unable to load region")) {
            return "no AWS Region is known: give --region or set AWS_REGION";
        }
        if (lower.contains("unknownhostexception")) {
            return "AWS's address is not known: look at --region and --endpoint-url, or AWS_REGION and AWS_ENDPOINT_URL,"
                    + " and at the network";
        }
        return "AWS cannot be asked: " + text;
    }
}
