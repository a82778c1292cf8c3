package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.CLUSTER;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import io.github.ecstaskretry.cli.doctor.Deployment.OverlappingRule;
import io.github.ecstaskretry.cli.doctor.Deployment.WatchedCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClustersCheckTest {

    private static final String PART = "clusters";
    private static final WatchedCluster PROD = new WatchedCluster(CLUSTER, "ACTIVE", List.of("FARGATE"));

    @Test
    void countsActiveClusters() {
        assertThat(of(PROD)).containsExactly(CheckResult.ok(PART, "1 cluster is active"));
        assertThat(of(PROD, new WatchedCluster(CLUSTER + "-2", "ACTIVE", List.of("FARGATE"))))
                .containsExactly(CheckResult.ok(PART, "2 clusters are active"));
    }

    @Test
    void watchesAllClustersIfNoneIsNamed() {
        assertThat(of()).containsExactly(CheckResult.ok(PART, "every cluster of the account and Region"));
    }

    @Test
    void namesAClusterThatIsNotActive() {
        String fix = "correct the parameter Clusters and run 'sam deploy'";

        assertThat(of(
                        PROD,
                        new WatchedCluster(CLUSTER + "-2", "MISSING", List.of("FARGATE")),
                        new WatchedCluster(CLUSTER + "-3", "INACTIVE", List.of("FARGATE"))))
                .containsExactly(
                        CheckResult.broken(PART, CLUSTER + "-2 is MISSING: no event comes from it", fix),
                        CheckResult.broken(PART, CLUSTER + "-3 is INACTIVE: no event comes from it", fix));
        assertThat(new HealthyDeployment()
                        .withClusters(found(List.of(new WatchedCluster(CLUSTER, "MISSING", List.of("FARGATE")))))
                        .illParts())
                .containsExactly(PART);
    }

    @Test
    void skipsClustersWithoutTheFunction() {
        assertThat(new HealthyDeployment().withClusters(absent()).onlyFinding(PART))
                .isEqualTo(CheckResult.unknown(PART, "not known without the function"));
    }

    @Test
    void warnsOfACapacityProviderThatAClusterDoesNotHave() {
        String policy = """
                version: 1
                policies:
                  - {name: elsewhere, match: {cluster: [test]}, launch: {capacityProviderStrategy: [{capacityProvider: gpu}]}}
                  - name: spot
                    launch: {capacityProviderStrategy: [{capacityProvider: FARGATE}, {capacityProvider: FARGATE_SPOT}]}
                """;

        assertThat(new HealthyDeployment()
                        .withPolicy(found(PolicyInForce.read("p.yaml", policy)))
                        .onlyFinding(PART))
                .isEqualTo(CheckResult.warning(
                        PART,
                        "policy 'spot' launches on the capacity provider FARGATE_SPOT, which the cluster prod does not have",
                        "'aws ecs put-cluster-capacity-providers' adds it; or correct the policy's launch or match"));
    }

    private static List<CheckResult> of(WatchedCluster... clusters) {
        return new HealthyDeployment().withClusters(found(List.of(clusters))).findings(PART);
    }

    @Test
    void warnsOfAnotherStackForTheSameClusters() {
        String fix = "give each stack its own Clusters, or give their policies a 'match' that keeps them apart";

        assertThat(new HealthyDeployment()
                        .withOverlaps(found(List.of(new OverlappingRule("other-TaskStoppedRule-1", List.of("a", "b")))))
                        .onlyFinding(PART))
                .isEqualTo(CheckResult.warning(
                        PART,
                        "another stack watches the same clusters, so that both run a task again: its rule"
                                + " other-TaskStoppedRule-1 matches stopped tasks of a, b",
                        fix));
        assertThat(new HealthyDeployment()
                        .withOverlaps(found(List.of(new OverlappingRule("other-TaskStoppedRule-1", List.of()))))
                        .onlyFinding(PART)
                        .says())
                .endsWith("its rule other-TaskStoppedRule-1 matches stopped tasks");
    }

    @Test
    void reportsThatRulesCouldNotBeListed() {
        assertThat(new HealthyDeployment()
                        .withOverlaps(unreadable())
                        .onlyFinding(PART)
                        .verdict())
                .isEqualTo(Health.UNKNOWN);
        assertThat(new HealthyDeployment()
                        .withOverlaps(absent())
                        .onlyFinding(PART)
                        .verdict())
                .isEqualTo(Health.OK);
    }
}
