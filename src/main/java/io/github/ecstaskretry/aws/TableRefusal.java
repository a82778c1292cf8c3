package io.github.ecstaskretry.aws;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What DynamoDB's refusals mean to somebody who asks for attempts. */
final class TableRefusal {

    /** {@code User: … is not authorized to perform: dynamodb:Query on resource: arn:… because …}. */
    private static final Pattern LACKING = Pattern.compile(
            "not authorized to perform: (?<action>[a-z0-9-]+:[A-Za-z]+)(?: on resource: (?<resource>\\S+))?");

    /** What the SDK's modules {@code sso} and {@code ssooidc} say of a token that is missing or has expired. */
    private static final Pattern NOT_SIGNED_IN = Pattern.compile(
            "load sso token|sso session associated with this profile|token is expired|[/\\\\]sso[/\\\\]cache[/\\\\]");

    /** The first is DynamoDB's, the second that of STS, which is asked for a profile's role. */
    private static final Set<String> ACCESS_DENIED = Set.of("AccessDeniedException", "AccessDenied");

    /** Keys that do not exist, have expired, or belong to another secret (API reference, "Common Error Types"). */
    private static final Set<String> UNKNOWN_CALLER = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "ExpiredTokenException",
            "ExpiredToken",
            "InvalidSignatureException",
            "SignatureDoesNotMatch");

    private TableRefusal() {}

    /**
     * The exception for people.
     *
     * @param action the IAM action that was needed, such as {@code dynamodb:Query}
     */
    static UnreadableTableException of(SdkException e, String table, String action) {
        return new UnreadableTableException(message(e, table, action), e);
    }

    private static String message(SdkException e, String table, String action) {
        if (e instanceof ResourceNotFoundException) {
            return "there is no table '" + table
                    + "' in this account and Region: give the stack's output TableName to --table or"
                    + " RETRY_TABLE, and the Region to --region";
        }
        if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return refused(service, table, action);
        }
        return notAsked(String.valueOf(e.getMessage()));
    }

    /** The SDK did not get as far as an answer; it has no types for the reasons. */
    private static String notAsked(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (NOT_SIGNED_IN.matcher(lower).find()) {
            return "the AWS profile is not signed in, or no longer: run 'aws sso login --profile NAME'";
        }
        if (lower.contains("unable to load credentials")) {
            return "there are no AWS credentials: give --profile, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
        }
        if (lower.contains("contained no credentials for profile")) {
            return "the AWS profile that is named does not exist, or has no credentials: see 'aws configure list-profiles'";
        }
        if (lower.contains("unable to load region")) {
            return "no AWS Region is known: give --region or set AWS_REGION";
        }
        if (lower.contains("unknownhostexception")) {
            return "DynamoDB's address is not known: look at --region and --endpoint-url, or AWS_REGION and AWS_ENDPOINT_URL, and at the network";
        }
        return "DynamoDB cannot be asked: " + text;
    }

    private static String refused(AwsServiceException e, String table, String action) {
        String code = e.awsErrorDetails().errorCode();
        String text = String.valueOf(e.awsErrorDetails().errorMessage());
        if (UNKNOWN_CALLER.contains(code)) {
            return "AWS does not accept the credentials: sign in again, or give another --profile (" + code + ": "
                    + text + ")";
        }
        if (ACCESS_DENIED.contains(code)) {
            Matcher lacking = LACKING.matcher(text);
            boolean told = lacking.find();
            String resource = told ? lacking.group("resource") : null;
            String needed = told ? lacking.group("action") : action;
            return "access is denied: the IAM action " + needed + " is lacking on "
                    + (resource == null ? "the table '" + table + "' or its index" : resource)
                    + (needed.startsWith("dynamodb:")
                            ? "; the stack's output AuditPolicyArn names a policy that has it"
                            : "");
        }
        if (code.equals("ValidationException") && text.contains("specified index")) {
            return "the table '" + table + "' lacks an index that this needs (" + text
                    + "): it was not made by this version of sam/template.yaml";
        }
        return "DynamoDB refuses: " + code + ": " + text;
    }
}
