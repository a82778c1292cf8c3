package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.testkit.standin.account.DeployedAccount;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A profile's settings hold, whichever way it is named (AWS SDKs and Tools Reference Guide, "Service-specific endpoints"). */
class ProfileTest {

    @RegisterExtension
    private static final DynamoDbTables DYNAMODB = new DynamoDbTables(DeployedAccount.STACK + "-AttemptsTable");

    /** With somebody who gets the alarms, so that all is well. */
    private static final SamTemplate TEMPLATE =
            SamTemplate.read().with("AlarmTopicArn", "arn:aws:sns:eu-west-1:111122223333:operations");

    private static final String NO_TABLE = "http://127.0.0.1:1";

    @TempDir
    private Path directory;

    /** Standard error, with the profile named by the option in this process, and by the variable in another. */
    private List<String> refused(String config) throws Exception {
        String file = Files.writeString(directory.resolve("config"), config).toString();
        String none = directory.resolve("none").toString();
        String[] jobs = {"jobs", "--table", "attempts", "--region", "eu-west-1", "--endpoint-url", NO_TABLE};
        Map<String, String> settings =
                Map.of("aws.configFile", file, "aws.sharedCredentialsFile", none, "aws.profile", "default");
        Run byOption;
        settings.forEach(System::setProperty);
        try {
            byOption = Run.of(Stream.concat(Stream.of(jobs), Stream.of("--profile", "mine"))
                    .toArray(String[]::new));
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
        Run byVariable = Launched.run(
                directory,
                Map.of("AWS_CONFIG_FILE", file, "AWS_SHARED_CREDENTIALS_FILE", none, "AWS_PROFILE", "mine"),
                "",
                jobs);
        return Stream.of(byOption, byVariable)
                .peek(run -> assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT))
                .map(run -> run.err().strip())
                .toList();
    }

    /** The SDK's module for them is not among the dependencies. */
    @Test
    void exportsAProfileOfAwsLoginByTheAwsCli() throws Exception {
        assertThat(refused("[profile mine]\nlogin_session = arn:aws:iam::111122223333:user/ann\n"))
                .hasSize(2)
                .allSatisfy(
                        error -> assertThat(error)
                                .contains(
                                        "ecs-retry cannot use a profile of 'aws login' itself: run eval"
                                                + " \"$(aws configure export-credentials --profile NAME --format env)\" and name no profile"));
    }

    @Test
    void advisesToSignIn() throws Exception {
        assertThat(refused("""
                        [profile mine]
                        sso_session = my
                        sso_account_id = 111122223333
                        sso_role_name = auditor
                        [sso-session my]
                        sso_region = eu-west-1
                        sso_start_url = https://example.awsapps.com/start
                        """)).hasSize(2).allSatisfy(told -> assertThat(told).contains("aws sso login"));
    }

    @Test
    void advisesToRunACredentialProcessThatFails() throws Exception {
        assertThat(refused("[profile mine]\ncredential_process = false\n"))
                .hasSize(2)
                .allSatisfy(told -> assertThat(told).contains("run the command of the profile's credential_process"));
    }

    @Test
    void namesAProfileWithHalfAKey() throws Exception {
        assertThat(refused("[profile mine]\naws_access_key_id = half\n"))
                .hasSize(2)
                .allSatisfy(told -> assertThat(told).contains("'aws_secret_access_key' was not configured for 'mine'"));
    }

    @Test
    void advisesAnotherProfileIfTheNamedOneDoesNotExist() throws Exception {
        assertThat(refused("[profile other]\n"))
                .hasSize(2)
                .allSatisfy(told -> assertThat(told).contains("aws configure list-profiles"));
    }

    @Test
    void asksTheEndpointOfTheProfile() throws Exception {
        try (DeployedAccount account = new DeployedAccount(TEMPLATE, DYNAMODB.endpoint())) {
            Path config = Files.writeString(directory.resolve("config"), """
                    [profile operator]
                    region = eu-west-1
                    endpoint_url = %s
                    aws_access_key_id = local
                    aws_secret_access_key = local
                    """.formatted(account.endpoint()));

            Run byOption = Launched.run(
                    directory, Map.of("AWS_CONFIG_FILE", config.toString()), "", "doctor", "--profile", "operator");
            Run byVariable = Launched.run(
                    directory, Map.of("AWS_CONFIG_FILE", config.toString(), "AWS_PROFILE", "operator"), "", "doctor");

            assertThat(byOption.err()).isEmpty();
            assertThat(byOption.out()).contains("All is well.");
            assertThat(byVariable.out()).contains("All is well.");
        }
    }
}
