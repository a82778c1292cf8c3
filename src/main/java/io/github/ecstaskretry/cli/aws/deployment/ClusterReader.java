package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.doctor.Reading;
import io.github.ecstaskretry.cli.doctor.Deployment.WatchedCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;

/** Clusters by DescribeClusters, which takes 100 (Amazon ECS API reference). */
final class ClusterReader {

    private static final int MOST = 100;

    private final EcsClient ecs;

    ClusterReader(EcsClient ecs) {
        this.ecs = ecs;
    }

    /** None where none are named: every cluster is watched. */
    Reading<List<WatchedCluster>> read(List<String> arns) {
        if (arns.isEmpty()) {
            return new Reading.Found<>(List.of());
        }
        List<String> first = arns.subList(0, Math.min(arns.size(), MOST));
        return Readings.ask("ecs:DescribeClusters", () -> statuses(first));
    }

    private List<WatchedCluster> statuses(List<String> arns) {
        Map<String, String> statuses = ecs.describeClusters(request -> request.clusters(arns)).clusters().stream()
                .collect(Collectors.toMap(Cluster::clusterArn, Cluster::status));
        return arns.stream()
                .map(arn -> new WatchedCluster(arn, statuses.getOrDefault(arn, "MISSING")))
                .toList();
    }
}
