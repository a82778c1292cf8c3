package io.github.ecstaskretry.sam;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.testkit.standin.account.DeployedAccount;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many clusters the parameter {@code Clusters} can name, as its description says. */
class ClustersTest {

    /** As many as the parameter's description says, with names of 20 characters in a Region with a long name. */
    private static final int MANY = 24;

    private static final SamTemplate TEMPLATE = SamTemplate.read()
            .with(
                    "Clusters",
                    IntStream.range(0, MANY)
                            .mapToObj(number -> "arn:aws:ecs:ap-southeast-1:111122223333:cluster/cluster-of-the-team%d"
                                    .formatted(number % 10))
                            .collect(Collectors.joining(",")));

    /** Amazon EventBridge user guide, "Amazon EventBridge quotas": event pattern size, which may be raised. */
    private static final int PATTERN = 2048;

    @Test
    void theDescriptionSaysHowMany() {
        assertThat(TEMPLATE.parameter("Clusters").path("Description").asText()).contains("About " + MANY);
    }

    @Test
    void theMaximumOfClustersJustFitsIntoTheRulesPattern() {
        assertThat(TEMPLATE.properties("TaskStoppedRule").path("EventPattern").toString())
                .hasSizeBetween(PATTERN - 100, PATTERN);
    }

    /** IAM user guide, "IAM and AWS STS quotas": a managed policy, and all inline policies of a role, without white space. */
    @ParameterizedTest
    @CsvSource({
        "DoctorPolicy, /PolicyDocument, 6144",
        "TaskRetryRole, /Policies, 10240",
        "WaitAndRunRole, /Policies, 10240"
    })
    void theirClustersFitIntoThePolicies(String resource, String where, int most) {
        try (DeployedAccount account = new DeployedAccount(TEMPLATE, URI.create("http://localhost"))) {
            assertThat(account.properties(resource).at(where).toString()).hasSizeLessThan(most);
        }
    }
}
