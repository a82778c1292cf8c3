package io.github.ecstaskretry.cli.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Each is a line that says what to do; the texts are those of AWS and its SDK. */
class TableRefusalTest {

    private static String told(SdkException e) {
        return String.valueOf(TableRefusal.of(e, "attempts", "dynamodb:Query").getMessage());
    }

    private static String notAsked(String text) {
        return told(SdkClientException.create(text));
    }

    private static String refused(String code, String text) {
        return told(AwsServiceException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(text)
                        .build())
                .build());
    }

    @Test
    void aLackingActionIsNamedWithWhatItIsLackingOn() {
        assertThat(
                        refused(
                                "AccessDeniedException",
                                "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: dynamodb:Scan on resource:"
                                        + " arn:aws:dynamodb:eu-west-1:111122223333:table/attempts because no identity-based policy allows the dynamodb:Scan action"))
                .isEqualTo("access is denied: the IAM action dynamodb:Scan is lacking on"
                        + " arn:aws:dynamodb:eu-west-1:111122223333:table/attempts;"
                        + " the stack's output AuditPolicyArn names a policy that has it");
        assertThat(refused("AccessDeniedException", "no"))
                .startsWith(
                        "access is denied: the IAM action dynamodb:Query is lacking on the table 'attempts' or its index;");
    }

    @Test
    void aRoleThatMayNotBeAssumedIsNoMatterOfTheTable() {
        assertThat(refused(
                        "AccessDenied",
                        "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: sts:AssumeRole on resource:"
                                + " arn:aws:iam::111122223333:role/auditor"))
                .startsWith("access is denied: the IAM action sts:AssumeRole is lacking on"
                        + " arn:aws:iam::111122223333:role/auditor; the role has to trust you;")
                .contains("mfa_serial", "aws configure export-credentials")
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
    void whatAnotherPolicyRefusesIsToldWithAwssReasonAndNoPolicyIsPromised(String reason) {
        String table = "arn:aws:dynamodb:eu-west-1:111122223333:table/attempts";

        assertThat(refused(
                        "AccessDeniedException",
                        "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: dynamodb:Query on resource: "
                                + table + " " + reason))
                .isEqualTo("access is denied: the IAM action dynamodb:Query on " + table + " is refused " + reason
                        + "; no policy of this stack's allows it then: ask whoever looks after IAM in this account");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProvisionedThroughputExceededException",
                "ThrottlingException",
                "RequestLimitExceeded",
            })
    void whatIsTooMuchAtTheMomentIsToBeAskedAgainOrInParts(String code) {
        assertThat(refused(code, "Throughput exceeds the current capacity of your table or index."))
                .isEqualTo("DynamoDB is asked more than it answers at the moment (" + code
                        + "): try again in a minute, or ask about less time");
    }

    @Test
    void aRegionThatIsNotEnabledKnowsNoCredentials() {
        assertThat(refused("UnrecognizedClientException", "The security token included in the request is invalid."))
                .isEqualTo("AWS does not accept the credentials, or the Region is not enabled in their account:"
                        + " sign in again, or give another --profile or --region"
                        + " (UnrecognizedClientException: The security token included in the request is invalid.)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidSignatureException", "ExpiredTokenException"})
    void credentialsThatAreNotAcceptedAreToReplace(String code) {
        assertThat(refused(code, "The security token included in the request is invalid."))
                .isEqualTo("AWS does not accept the credentials: sign in again, or give another --profile (" + code
                        + ": The security token included in the request is invalid.)");
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
    void aProfileThatIsNotSignedInIsToSignIn(String text) {
        assertThat(notAsked(text)).contains("aws sso login");
    }

    @Test
    void whatIsMissingIsNamedWithWhereToGiveIt() {
        assertThat(notAsked("Unable to load region from any of the providers in the chain"))
                .contains("--region");
        assertThat(notAsked("Profile file contained no credentials for profile 'nope': ProfileFile(sections=[])"))
                .contains("aws configure list-profiles");
        assertThat(notAsked("Received an UnknownHostException when attempting to interact with a service."))
                .contains("--region", "--endpoint-url");
    }
}
