package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.cli.aws.AwsErrorMessages;
import io.github.ecstaskretry.cli.aws.ErrorCode;
import io.github.ecstaskretry.cli.aws.LackingPermission;
import io.github.ecstaskretry.cli.aws.NonAwsResponse;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What DynamoDB's refusals mean to somebody who asks for attempts. */
final class TableRefusal {

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
        if (e instanceof AwsServiceException service && !NonAwsResponse.isGivenBy(service)) {
            return refused(service, table, action);
        }
        return AwsErrorMessages.reason(e);
    }

    private static String refused(AwsServiceException e, String table, String action) {
        String code = ErrorCode.of(e);
        String text = String.valueOf(e.awsErrorDetails().errorMessage());
        if (AwsErrorMessages.isUnknownCaller(e)) {
            return AwsErrorMessages.reason(e);
        }
        Optional<LackingPermission> lacking = LackingPermission.of(e, action);
        if (lacking.isPresent()) {
            return denied(lacking.get(), table);
        }
        if (code.equals("ValidationException") && text.contains("specified index")) {
            return "the table '" + table + "' lacks an index that this needs (" + text
                    + "): it was not made by this version of sam/template.yaml";
        }
        if (code.equals("ValidationException") && text.contains("missed key schema element")) {
            return anotherKey(table);
        }
        if (e.isThrottlingException()) {
            return "DynamoDB is asked more than it answers at the moment (" + code
                    + "): try again in a minute, or ask about less time";
        }
        return "DynamoDB refuses: " + code + ": " + text;
    }

    /** What a table of something else is told by. */
    static String anotherKey(String table) {
        return "the table '" + table
                + "' holds something else: its key is not that of attempts; give the stack's output TableName";
    }

    private static String denied(LackingPermission lacking, String table) {
        boolean unnamed = lacking.resource() == null && lacking.refusal() == null;
        return lacking.says()
                + (unnamed ? " on the table '" + table + "' or its index" : "")
                + "; "
                + lacking.cure(lacking.action().startsWith("dynamodb:") ? "AuditPolicyArn" : null);
    }
}
