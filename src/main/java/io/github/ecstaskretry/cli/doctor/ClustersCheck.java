package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.deployed.Deployment;
import io.github.ecstaskretry.cli.doctor.deployed.WatchedCluster;
import java.util.List;

/** The clusters of {@code RETRY_CLUSTERS}: from one that is not there no event ever comes. */
final class ClustersCheck {

    private static final String PART = "clusters";
    private static final String ACTIVE = "ACTIVE";

    private ClustersCheck() {}

    static List<Finding> findings(Deployment deployment) {
        return Finding.of(
                PART,
                deployment.clusters(),
                Finding.unknown(PART, "not known without the function"),
                ClustersCheck::findings);
    }

    private static List<Finding> findings(List<WatchedCluster> clusters) {
        List<Finding> missing = clusters.stream()
                .filter(cluster -> !cluster.status().equals(ACTIVE))
                .map(cluster -> Finding.broken(
                        PART,
                        cluster.arn() + " is " + cluster.status() + ": nothing stops there",
                        "correct the parameter Clusters and 'sam deploy'"))
                .toList();
        if (!missing.isEmpty()) {
            return missing;
        }
        return List.of(Finding.ok(
                PART,
                clusters.isEmpty()
                        ? "every cluster of the account and Region"
                        : Finding.counted(clusters.size(), "cluster is", "clusters are") + " active"));
    }
}
