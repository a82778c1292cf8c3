package io.github.ecstaskretry.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** The texts are those of AWS and of its SDK, version 2.41. */
class AwsErrorsTest {

    private static final String TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/attempts";
    private static final String INVALID = "The security token included in the request is invalid.";

    private static String explain(SdkException e) {
        return AwsErrors.explain(e, "dynamodb:Query", "AuditPolicyArn");
    }

    private static String explainSdk(String text) {
        return explain(SdkClientException.create(text));
    }

    private static SdkException refusal(String code, @Nullable String text) {
        return AwsServiceException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(text)
                        .build())
                .build();
    }

    private static String denial(String action, String resource, String reason) {
        return "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: " + action + " on resource: "
                + resource + reason;
    }

    @Test
    void leavesOutThePackagesAndHashCodesOfTheSdk() {
        assertThat(explainSdk("Unable to load region from any of the providers in the chain"
                        + " software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain@2b6856dd: []"))
                .isEqualTo(
                        "give --region or set AWS_REGION. The AWS SDK says: Unable to load region from any of the providers"
                                + " in the chain DefaultAwsRegionProviderChain: []");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "AccessDenied", "AuthorizationErrorException"})
    void namesThePolicyThatAllowsADeniedAction(String code) {
        String text =
                denial("dynamodb:Query", TABLE, " because no identity-based policy allows the dynamodb:Query action");

        assertThat(explain(refusal(code, text)))
                .isEqualTo(
                        "get the IAM action dynamodb:Query allowed, as the policy in the stack's output AuditPolicyArn does."
                                + " AWS says: " + code + ": " + text);
        assertThat(explain(refusal(code, "no")))
                .isEqualTo(
                        "get the IAM action dynamodb:Query allowed, as the policy in the stack's output AuditPolicyArn does."
                                + " AWS says: " + code + ": no");
        assertThat(AwsErrors.explain(refusal(code, "no"), "ecs:DescribeTasks", null))
                .isEqualTo("get the IAM action ecs:DescribeTasks allowed. AWS says: " + code + ": no");
    }

    @Test
    void namesNoPolicyForARoleThatMayNotBeAssumed() {
        String text = denial("sts:AssumeRole", "arn:aws:iam::111122223333:role/auditor", "");

        assertThat(explain(refusal("AccessDenied", text)))
                .startsWith("make the role trust you;")
                .contains("mfa_serial", "aws configure export-credentials")
                .endsWith("AWS says: AccessDenied: " + text)
                .doesNotContain("AuditPolicyArn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " because no resource-based policy allows the kms:Decrypt action"})
    void namesTheKeysPolicyForADeniedKey(String reason) {
        assertThat(explain(refusal("AccessDeniedException", denial("kms:Decrypt", "arn:aws:kms:…:key/1", reason))))
                .contains("docs/encryption.md")
                .doesNotContain("AuditPolicyArn");
    }

    /** IAM user guide, "Troubleshoot access denied error messages": the reasons that no policy of the caller's own cures. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "with an explicit deny in a service control policy",
                "with an explicit deny in an identity-based policy",
                "with an explicit deny",
                "because no permissions boundary allows the dynamodb:Query action",
                "because no session policy allows the dynamodb:Query action",
                "because no VPC endpoint policy allows the dynamodb:Query action"
            })
    void namesNoPolicyIfAnotherPolicyDenies(String reason) {
        String text = denial("dynamodb:Query", TABLE, " " + reason);

        assertThat(explain(refusal("AccessDeniedException", text)))
                .isEqualTo("ask whoever manages IAM in this account: no policy of this stack can allow this."
                        + " AWS says: AccessDeniedException: " + text);
        assertThat(explain(refusal("AccessDeniedException", denial("kms:Decrypt", "key", " with an explicit deny"))))
                .startsWith("ask whoever manages IAM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProvisionedThroughputExceededException",
                "ThrottlingException",
                "RequestLimitExceeded",
            })
    void advisesToAskAgainOrForLessWhenThrottled(String code) {
        String text = "Throughput exceeds the current capacity of your table or index.";

        assertThat(explain(refusal(code, text)))
                .isEqualTo("try again in a minute, or ask about less time. AWS says: " + code + ": " + text);
    }

    /** So answers a Region that is not enabled, too (AWS Account Management reference guide, "Enable or disable AWS Regions"). */
    @ParameterizedTest
    @ValueSource(strings = {"UnrecognizedClientException", "InvalidClientTokenId"})
    void suspectsTheRegionWhenTheCredentialsAreUnknown(String code) {
        assertThat(explain(refusal(code, INVALID)))
                .isEqualTo("sign in again, or name another --profile, or a --region that is enabled in its account."
                        + " AWS says: " + code + ": " + INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"InvalidSignatureException", "ExpiredTokenException", "ExpiredToken", "SignatureDoesNotMatch"})
    void advisesToSignInAgainWhenTheCredentialsAreNotAccepted(String code) {
        assertThat(explain(refusal(code, INVALID)))
                .isEqualTo("sign in again, or name another --profile. AWS says: " + code + ": " + INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unable to load SSO token",
                "Token is expired",
                "The SSO session associated with this profile has expired or is otherwise invalid.",
                "java.nio.file.NoSuchFileException: /home/ann/.aws/sso/cache/3947de8b.json",
                "Unable to load credentials from any of the providers in the chain: [Unable to load SSO token]"
            })
    void advisesToSignInWithTheProfile(String text) {
        assertThat(explainSdk(text)).isEqualTo("run 'aws sso login --profile NAME'. The AWS SDK says: " + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Unable to load region from any of the providers in the chain | --region",
                "Profile file contained no credentials for profile 'nope': ProfileFile(sections=[]) | aws configure list-profiles",
                "Received an UnknownHostException when attempting to interact with a service. | --endpoint-url",
                "Unable to execute HTTP request: Connection refused (SDK Attempt Count: 9) | --endpoint-url",
                "Unable to marshall request to JSON: protocol must not be null. | http:// or https://",
                "Unable to execute HTTP request: Unable to tunnel through proxy. Proxy returns 407 | HTTPS_PROXY",
                "Unable to unmarshall response (Unexpected character) | something other than AWS answered"
            })
    void saysWhereToGiveWhatIsMissing(String text, String advice) {
        assertThat(explainSdk(text)).contains(advice).endsWith("The AWS SDK says: " + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ResourceNotFoundException | Requested resource not found | TableName",
                "ValidationException | The table does not have the specified index: by-family | sam/template.yaml",
                "ValidationException | Query condition missed key schema element: jobId | TableName",
                "ValidationError | Stack with id elsewhere does not exist | --stack"
            })
    void saysHowToNameTheRightResource(String code, String text, String advice) {
        assertThat(explain(refusal(code, text))).contains(advice).endsWith("AWS says: " + code + ": " + text);
    }

    @Test
    void repeatsTheTextOfAnErrorWithoutAdvice() {
        assertThat(explain(refusal("InternalServerError", "Try later.")))
                .isEqualTo("AWS says: InternalServerError: Try later.");
        assertThat(explainSdk("Connection reset")).isEqualTo("The AWS SDK says: Connection reset");
    }

    @Test
    void suspectsAProxyWhenAnAnswerHasNoErrorCode() {
        assertThat(explain(AwsServiceException.builder().statusCode(502).build()))
                .startsWith("check --endpoint-url, AWS_ENDPOINT_URL and proxies: something other than AWS answered.");
    }

    /** The SDK looks everywhere before it fails, and has one text for everything that it found. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Profile file contained no credentials for profile 'default': ProfileFile(sections=[]) | AWS_ACCESS_KEY_ID and AWS_SECRET",
                "Profile file contained no credentials for profile 'mine': ProfileFile(sections=[]) | aws configure list-profiles",
                "To use login_session property in the 'default' profile, the 'signin' service module must be on the class path. | export-credentials",
            })
    void findsTheUsefulReasonInTheCredentialChain(String profile, String advice) {
        String text = "Unable to load credentials from any of the providers in the chain"
                + " AwsCredentialsProviderChain(credentialsProviders=[SystemPropertyCredentialsProvider(),"
                + " EnvironmentVariableCredentialsProvider(), ProfileCredentialsProvider()]) :"
                + " [SystemPropertyCredentialsProvider(): Unable to load credentials from system settings. Access key must be"
                + " specified either via environment variable (AWS_ACCESS_KEY_ID) or system property (aws.accessKeyId).,"
                + " ProfileCredentialsProvider(): " + profile
                + ", InstanceProfileCredentialsProvider(): Failed to load credentials from IMDS.]";

        assertThat(explainSdk(text)).contains(advice).endsWith(text);
    }
}
