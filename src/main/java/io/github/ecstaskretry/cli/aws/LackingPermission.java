package io.github.ecstaskretry.cli.aws;

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
 * @param refusal what stands in the way although the caller's own policies may allow it, in AWS's words, such as
 *     {@code with an explicit deny in a service control policy}; null where it is them that do not, or AWS gives no reason
 */
public record LackingPermission(
        String action, @Nullable String resource, @Nullable String refusal) {

    /**
     * {@code User: … is not authorized to perform: dynamodb:Query on resource: arn:… because …} (IAM user guide, "Troubleshoot access
     * denied error messages").
     */
    private static final Pattern TEXT = Pattern.compile("not authorized to perform: (?<action>[A-Za-z0-9-]+:[A-Za-z]+)"
            + "(?: on (?:resource: (?<resource>\\S+)|this resource))?"
            + "(?: (?<reason>(?:with an explicit deny|because ).*))?");

    private static final String NOT_ALLOWED = "because no identity-based policy allows";

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
                        ? new LackingPermission(
                                spelling(told.group("action"), asked),
                                told.group("resource"),
                                refusal(told.group("reason")))
                        : new LackingPermission(asked, null, null));
    }

    private static @Nullable String refusal(@Nullable String reason) {
        return reason == null || reason.startsWith(NOT_ALLOWED) ? null : reason;
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
        String where = resource == null ? "" : " on " + resource;
        return "access is denied: the IAM action " + action
                + (refusal == null ? " is lacking" + where : where + " is refused " + refusal);
    }

    /**
     * What to do about it.
     *
     * @param output the stack's output that names a policy with the action; null where none has it
     */
    public String cure(@Nullable String output) {
        if (action.equals("sts:AssumeRole")) {
            return "the role has to trust you; where its profile has mfa_serial, for whose code ecs-retry does not ask, "
                    + AwsErrorMessages.BY_THE_AWS_CLI;
        }
        if (action.startsWith("kms:") && (refusal == null || refusal.contains("resource-based"))) {
            return "who runs this needs it by IAM and by the key's own policy: docs/encryption.md";
        }
        if (refusal != null) {
            return "no policy of this stack's allows it then: ask whoever looks after IAM in this account";
        }
        return output == null
                ? "ask for it whoever looks after IAM in this account"
                : "the stack's output " + output + " names a policy that has it";
    }
}
