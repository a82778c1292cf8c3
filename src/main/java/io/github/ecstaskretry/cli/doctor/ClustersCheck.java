package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.OverlappingRule;
import io.github.ecstaskretry.cli.doctor.Deployment.WatchedCluster;
import java.util.List;

/** The clusters of {@code RETRY_CLUSTERS} exist, otherwise no event comes from them; and no other stack watches them. */
final class ClustersCheck {

    private ClustersCheck() {}

    static List<CheckResult> results(Deployment deployment) {
        CheckResults results = new CheckResults("clusters");
        results.read(deployment.clusters(), () -> results.unknown("not known without the function"), clusters -> {
            clusters.stream()
                    .filter(cluster -> !cluster.status().equals("ACTIVE"))
                    .forEach(cluster -> results.broken(
                            cluster.arn() + " is " + cluster.status() + ": no event comes from it",
                            "correct the parameter Clusters and run 'sam deploy'"));
            results.read(deployment.overlaps(), () -> {}, rules -> rules.forEach(rule -> report(rule, results)));
        });
        return results.orOk(
                deployment.clusters() instanceof Lookup.Found<List<WatchedCluster>>(List<WatchedCluster> clusters)
                                && !clusters.isEmpty()
                        ? CheckResults.counted(clusters.size(), "cluster is", "clusters are") + " active"
                        : "every cluster of the account and Region");
    }

    private static void report(OverlappingRule rule, CheckResults results) {
        results.warning(
                "another stack watches the same clusters, so that both run a task again: its rule " + rule.name()
                        + " matches stopped tasks"
                        + (rule.clusters().isEmpty() ? "" : " of " + String.join(", ", rule.clusters())),
                "give each stack its own Clusters, or give their policies a 'match' that keeps them apart");
    }
}
