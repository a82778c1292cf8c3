package io.github.ecstaskretry.aws;

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

    /** The first is DynamoDB's, the second that of STS, which is asked for a profile's role. */
    private static final Set<String> ACCESS_DENIED = Set.of("AccessDeniedException", "AccessDenied");

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
        return ClientTrouble.reason(e);
    }

    private static String refused(AwsServiceException e, String table, String action) {
        String code = e.awsErrorDetails().errorCode();
        String text = String.valueOf(e.awsErrorDetails().errorMessage());
        if (ClientTrouble.isUnknownCaller(e)) {
            return ClientTrouble.reason(e);
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
