package io.github.ecstaskretry.cli.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.commands.Launched;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.testkit.standin.account.DeployedAccount;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.AwsQuery;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the audit commands reach the table, and what they say if they cannot. */
class AuditConnectionTest extends AuditCommandFixture {

    @Test
    void printsTheCostIfAsked() {
        assertThat(run("show", recovered, "--cost").err()).matches("[0-9.]+ read request units\\R");
        assertThat(run("show", recovered).err()).isEmpty();
    }

    @Test
    void distinguishesAMissingTableAndAnEmptyTable() {
        Run missing = onTable("nowhere", "jobs");
        Run empty = onTable("empty", "jobs");

        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("cannot read the table 'nowhere'", "TableName");
        assertThat(empty.exitCode()).isZero();
        assertThat(empty.out()).contains("The table is empty");
    }

    @Test
    void findsTheTableByTheStacksOutputs() {
        try (DeployedAccount account = new DeployedAccount(SamTemplate.read(), DYNAMODB.endpoint())) {
            String endpoint = account.endpoint().toString();
            Run found = Run.of("jobs", "--region", "eu-west-1", "--endpoint-url", endpoint);
            Run noStack = Run.of("jobs", "--stack", "other", "--region", "eu-west-1", "--endpoint-url", endpoint);

            assertThat(found.err()).contains("cannot read the table '" + account.ref("AttemptsTable") + "'");
            assertThat(noStack.exitCode()).isEqualTo(2);
            assertThat(noStack.err())
                    .contains(
                            "cannot read the stack 'other': name the stack with --stack",
                            "--table NAME",
                            "RETRY_TABLE");
        }
    }

    @Test
    void namesTheMissingActionIfAccessIsDenied() {
        String resource = "arn:aws:dynamodb:eu-west-1:111122223333:table/attempts/index/pending";
        AwsService denying = new AwsService("DynamoDB", Map.of("Query", request -> {
            throw AwsError.client(
                    "AccessDeniedException",
                    "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: dynamodb:Query on resource: "
                            + resource + " because no identity-based policy allows the dynamodb:Query action");
        }));
        try (HttpFront front =
                new HttpFront(0, List.of(new AwsJson(new Switchboard(), denying, "DynamoDB_20120810.", "1.0")))) {
            Run run = Run.of(
                    "pending",
                    "--table",
                    TABLE,
                    "--region",
                    "eu-west-1",
                    "--endpoint-url",
                    front.endpoint().toString());

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains("get the IAM action dynamodb:Query allowed", resource)
                    .contains("AuditPolicyArn");
        }
    }

    @Test
    void assumesTheRoleOfAProfile(@TempDir Path directory) throws Exception {
        List<String> roles = new CopyOnWriteArrayList<>();
        AwsService sts = new AwsService("STS", Map.of("AssumeRole", request -> {
            roles.add(request.path("RoleArn").asText());
            ObjectNode answer = Json.object();
            // DynamoDB Local gives each access key its own tables: only the environment's key has this one.
            answer.putObject("Credentials")
                    .put("AccessKeyId", "local")
                    .put("SecretAccessKey", "local")
                    .put("SessionToken", "token")
                    .put("Expiration", Timestamps.format(Instant.now().plusSeconds(3600)));
            return answer;
        }));
        Path config = Launched.profileThatAssumesARole(directory);
        try (HttpFront front = new HttpFront(
                0, List.of(new AwsQuery(new Switchboard(), sts, "https://sts.amazonaws.com/doc/2011-06-15/")))) {
            Run run = Launched.run(
                    directory,
                    Map.of(
                            "AWS_CONFIG_FILE", config.toString(),
                            "AWS_ENDPOINT_URL_STS", front.endpoint().toString(),
                            "AWS_ENDPOINT_URL_DYNAMODB", DYNAMODB.endpoint().toString(),
                            "RETRY_TABLE", TABLE),
                    "",
                    "show",
                    recovered,
                    "--profile",
                    "auditor");

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).contains("SUCCEEDED after 3 attempts");
            assertThat(roles).containsExactly("arn:aws:iam::111122223333:role/auditor");
        }
    }

    /** The variables that {@code ./ecs-retry local --stay} asks the user to export. */
    @Test
    void connectsByTheVariablesOfTheAwsCli(@TempDir Path directory) throws Exception {
        Run run = Launched.run(
                directory,
                Map.of(
                        "AWS_ENDPOINT_URL", DYNAMODB.endpoint().toString(),
                        "AWS_DEFAULT_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "RETRY_TABLE", TABLE),
                "",
                "show",
                recovered);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("SUCCEEDED after 3 attempts");
    }

    @Test
    void prefersANamedProfileToTheEnvironmentAndRequiresIt() {
        Run run = run("jobs", "--profile", "nobody");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("name a profile that 'aws configure list-profiles' lists");
    }

    @Test
    void refusesImpossibleOptionsInOneLine() {
        assertThat(run("jobs", "--limit", "0").err()).contains("expected a number from 1 to 999999999; found '0'");
        assertThat(run("jobs", "--since", day, "--until", day).err())
                .contains("the time range starts at " + day + "T00:00:00Z and must end after that");
    }

    @Test
    void refusesAnUnreadableTimeWithExamples() {
        Run run = run("jobs", "--since", "someday");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("7d", "'someday'");
    }
}
