package io.github.ecstaskretry.aws;

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
                                        + " arn:aws:dynamodb:eu-west-1:111122223333:table/attempts because no policy allows it"))
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
                .isEqualTo("access is denied: the IAM action sts:AssumeRole is lacking on"
                        + " arn:aws:iam::111122223333:role/auditor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UnrecognizedClientException", "ExpiredTokenException", "InvalidClientTokenId"})
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
