package io.github.ecstaskretry.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The texts are the SDK's (2.41), from a machine without any credentials, and with some that cannot be used. */
class CredentialChainTest {

    private static final String PROFILES = "ProfileCredentialsProvider(profileName=default,"
            + " profileFile=ProfileFile(sections=[profiles], profiles=[Profile(name=default, properties=[region])]))";

    private static final String NO_KEY =
            "Unable to load credentials from system settings. Access key must be specified either via environment variable"
                    + " (AWS_ACCESS_KEY_ID) or system property (aws.accessKeyId).";

    private static final String NO_PROFILE =
            "Profile file contained no credentials for profile 'default': ProfileFile(sections=[profiles],"
                    + " profiles=[Profile(name=default, properties=[region])])";

    private static String text(String environment, String profile) {
        return "Unable to load credentials from any of the providers in the chain"
                + " AwsCredentialsProviderChain(credentialsProviders=[SystemPropertyCredentialsProvider(),"
                + " EnvironmentVariableCredentialsProvider(), WebIdentityTokenFileCredentialsProvider(), " + PROFILES
                + ", ContainerCredentialsProvider(), InstanceProfileCredentialsProvider()]) :"
                + " [SystemPropertyCredentialsProvider(): " + NO_KEY
                + ", EnvironmentVariableCredentialsProvider(): " + environment
                + ", WebIdentityTokenFileCredentialsProvider(): Either the environment variable AWS_WEB_IDENTITY_TOKEN_FILE"
                + " or the javaproperty aws.webIdentityTokenFile must be set., "
                + PROFILES + ": " + profile
                + ", ContainerCredentialsProvider(): Cannot fetch credentials from container - neither"
                + " AWS_CONTAINER_CREDENTIALS_FULL_URI or AWS_CONTAINER_CREDENTIALS_RELATIVE_URI environment variables are set.,"
                + " InstanceProfileCredentialsProvider(): Failed to load credentials from IMDS.]";
    }

    private static String told(String environment, String profile) {
        return AwsErrorMessages.reason(SdkClientException.create(text(environment, profile)));
    }

    @Test
    void whereNobodyHasAnySomeAreToBeGiven() {
        assertThat(CredentialChain.trouble(text(NO_KEY, NO_PROFILE))).isEmpty();
        assertThat(told(NO_KEY, NO_PROFILE))
                .isEqualTo(
                        "there are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void whereSomeCannotBeUsedTheirOwnReasonIsTold() {
        String login =
                "To use login_session property in the 'default' profile, the 'signin' service module must be on the class path.";
        String half =
                "Unable to load credentials from system settings. Secret key must be specified either via environment variable"
                        + " (AWS_SECRET_ACCESS_KEY) or system property (aws.secretAccessKey).";

        assertThat(CredentialChain.trouble(text(NO_KEY, login))).contains(login);
        assertThat(CredentialChain.trouble(text(half, NO_PROFILE))).contains(half);
        assertThat(told(half, NO_PROFILE)).contains("Secret key must be specified");
    }
}
