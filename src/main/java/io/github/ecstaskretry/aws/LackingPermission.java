package io.github.ecstaskretry.aws;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What the caller may not do, by AWS's own text: a call may fail for want of another action than its own, such as {@code kms:Decrypt}
 * for a table that is encrypted, or {@code sts:AssumeRole} for a profile's role.
 *
 * @param action the IAM action
 * @param resource what it is lacking on; null where AWS does not say
 */
public record LackingPermission(String action, @Nullable String resource) {

    /** {@code User: … is not authorized to perform: dynamodb:Query on resource: arn:… because …}. */
    private static final Pattern TEXT = Pattern.compile(
            "not authorized to perform: (?<action>[A-Za-z0-9-]+:[A-Za-z]+)(?: on resource: (?<resource>\\S+))?");

    /**
     * Empty when the refusal has another reason.
     *
     * @param asked the action of the call, which is taken to be lacking where AWS names none
     */
    public static Optional<LackingPermission> of(AwsServiceException e, String asked) {
        if (!isDenial(ErrorCode.of(e))) {
            return Optional.empty();
        }
        Matcher told = TEXT.matcher(String.valueOf(e.awsErrorDetails().errorMessage()));
        return Optional.of(
                told.find()
                        ? new LackingPermission(spelling(told.group("action"), asked), told.group("resource"))
                        : new LackingPermission(asked, null));
    }

    /** Case means nothing in IAM, and SQS answers {@code sqs:getqueueattributes}, SNS {@code SNS:GetTopicAttributes}. */
    private static String spelling(String action, String asked) {
        if (action.equalsIgnoreCase(asked)) {
            return asked;
        }
        int colon = action.indexOf(':');
        return action.substring(0, colon).toLowerCase(Locale.ROOT) + action.substring(colon);
    }

    /** {@code AccessDeniedException} of most services, {@code AccessDenied} of the older ones and STS, {@code AuthorizationError} of SNS. */
    private static boolean isDenial(String code) {
        return code.startsWith("AccessDenied") || code.startsWith("AuthorizationError");
    }

    /** Such as {@code access is denied: the IAM action kms:Decrypt is lacking on arn:…}. */
    public String says() {
        return "access is denied: the IAM action " + action + " is lacking"
                + (resource == null ? "" : " on " + resource);
    }
}
