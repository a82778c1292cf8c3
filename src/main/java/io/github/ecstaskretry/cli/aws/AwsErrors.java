package io.github.ecstaskretry.cli.aws;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Explains an SDK exception on one line: what to do about it, then the words of AWS or of its SDK. */
public final class AwsErrors {

    private static final String NOT_AWS =
            "check --endpoint-url, AWS_ENDPOINT_URL and proxies: something other than AWS answered";

    /** A pattern for the error's code and text, and what to do. The first match counts. */
    private static final List<String[]> ADVICE = """
            sts:AssumeRole -> make the role trust you; if its profile has mfa_serial, EXPORT
            explicit deny|because no (?!identity-based|resource-based) -> ask whoever manages IAM in this account: \
            no policy of this stack can allow this
            perform: kms: -> get the KMS key allowed by IAM and by the key's own policy: see docs/encryption.md
            unmarshall response -> NOT_AWS
            SSO token|SSO session|token is expired|[/\\\\]sso[/\\\\]cache -> run 'aws sso login --profile NAME'
            login_session -> ecs-retry cannot use a profile of 'aws login' itself: EXPORT
            process-based cred -> run the command of the profile's credential_process to see why it fails
            no credentials for profile '(?!default') -> name a profile that 'aws configure list-profiles' lists
            load credentials -> set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
            load region -> give --region or set AWS_REGION
            UnknownHost|Connection refused|timed out -> check the network, --region or AWS_REGION, and --endpoint-url or AWS_ENDPOINT_URL
            protocol must not be null|Illegal character in|URISyntax -> begin --endpoint-url or AWS_ENDPOINT_URL with http:// or https://
            tunnel through proxy -> check the user and password in HTTPS_PROXY
            ^(UnrecognizedClient|InvalidClientTokenId) -> sign in again, or name another --profile, \
            or a --region that is enabled in its account
            ^(ExpiredToken|InvalidSignature|SignatureDoes) -> sign in again, or name another --profile
            ^(Throttling|ProvisionedThroughput|RequestLimit) -> try again in a minute, or ask about less time
            Stack with id .* does not exist -> name the stack with --stack and its Region with --region
            Requested resource not found|non-existent table|missed key schema element|key condition not supported -> give the \
            stack's output TableName to --table or RETRY_TABLE, and its Region to --region
            specified index -> deploy this version of sam/template.yaml: the table lacks an index
            """.replace("NOT_AWS", NOT_AWS)
            .replace("EXPORT", """
                    run eval "$(aws configure export-credentials --profile NAME --format env)" and name no profile""")
            .lines()
            .map(line -> line.split(" -> ", 2))
            .toList();

    private AwsErrors() {}

    /** The error's name, such as {@code AccessDeniedException}; empty if something other than AWS answered. */
    public static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null
                ? ""
                : Objects.requireNonNullElse(e.awsErrorDetails().errorCode(), "");
    }

    /** Such as {@code AccessDeniedException: User: … is not authorized to perform: …}, without the SDK's packages and hash codes. */
    public static String words(SdkException e) {
        return e instanceof AwsServiceException service && !code(service).isEmpty()
                ? code(service) + ": " + service.awsErrorDetails().errorMessage()
                : String.valueOf(e.getMessage())
                        .replaceAll("software\\.amazon\\.awssdk\\.(?:\\w+\\.)*|@[0-9a-f]{5,8}\\b", "");
    }

    /**
     * What the user can do about the error; empty if AWS's message has to be enough.
     *
     * @param action the call's IAM action, such as {@code sqs:GetQueueAttributes}
     * @param output the stack's output that names a policy with that action; or null
     */
    public static Optional<String> advice(SdkException e, String action, @Nullable String output) {
        if (e instanceof AwsServiceException service && code(service).isEmpty()) {
            return Optional.of(NOT_AWS);
        }
        String words = words(e);
        return ADVICE.stream()
                .filter(advice -> Pattern.compile(advice[0], Pattern.CASE_INSENSITIVE)
                        .matcher(words)
                        .find())
                .map(advice -> advice[1])
                .findFirst()
                .or(() -> words.matches("(AccessDenied|AuthorizationError)(?s:.*)")
                        ? Optional.of(allow(action, output))
                        : Optional.empty());
    }

    /** The advice for a denied action. The output may be null. */
    public static String allow(String action, @Nullable String output) {
        return "get the IAM action " + action + " allowed"
                + (output == null ? "" : ", as the policy in the stack's output " + output + " does");
    }

    /** The advice and the words, for people. */
    public static String explain(SdkException e, String action, @Nullable String output) {
        boolean byAws =
                e instanceof AwsServiceException service && !code(service).isEmpty();
        String words = (byAws ? "AWS says: " : "The AWS SDK says: ") + words(e);
        return advice(e, action, output).map(advice -> advice + ". " + words).orElse(words);
    }
}
