package io.github.ecstaskretry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.standin.account.DeployedAccount;
import io.github.ecstaskretry.standin.deployed.SamTemplate;
import io.github.ecstaskretry.standin.deployment.AwsClients;
import io.github.ecstaskretry.standin.dynamodb.DynamoDbLocal;
import io.github.ecstaskretry.standin.dynamodb.RetryTable;
import io.github.ecstaskretry.standin.wire.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A profile's settings hold, whichever way it is named (AWS SDKs and Tools Reference Guide, "Service-specific endpoints"). */
class ProfileTest {

    /** Every service is asked, the one without a client of the SDK's included. */
    @Test
    void theEndpointOfAProfileIsTaken(@TempDir Path directory) throws Exception {
        try (DynamoDbLocal engine = DynamoDbLocal.start();
                AwsClients clients = new AwsClients(Account.EXAMPLE, engine.endpoint());
                DeployedAccount account = new DeployedAccount(SamTemplate.read(), engine.endpoint())) {
            RetryTable.create(clients.dynamoDb(), account.ref("AttemptsTable"));
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
