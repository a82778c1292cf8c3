package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.WatchedCluster;
import java.util.List;

/** The clusters of {@code RETRY_CLUSTERS}: from one that is not there no event ever comes. */
final class ClustersCheck {

    private static final String PART = "clusters";
    private static final String ACTIVE = "ACTIVE";

    private ClustersCheck() {}

    static List<CheckResult> findings(Deployment deployment) {
        return CheckResult.of(
                PART,
                deployment.clusters(),
                CheckResult.unknown(PART, "not known without the function"),
                ClustersCheck::findings);
    }

    private static List<CheckResult> findings(List<WatchedCluster> clusters) {
        List<CheckResult> missing = clusters.stream()
                .filter(cluster -> !cluster.status().equals(ACTIVE))
                .map(cluster -> CheckResult.broken(
                        PART,
                        cluster.arn() + " is " + cluster.status() + ": nothing stops there",
                        "correct the parameter Clusters and 'sam deploy'"))
                .toList();
        if (!missing.isEmpty()) {
            return missing;
        }
        return List.of(CheckResult.ok(
                PART,
                clusters.isEmpty()
                        ? "every cluster of the account and Region"
                        : CheckResult.counted(clusters.size(), "cluster is", "clusters are") + " active"));
    }
}
