package io.github.ecstaskretry.testkit.standin.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.List;

/** Clusters: every name is one, and none is ever made. */
final class Clusters {

    private final Account account;

    Clusters(Account account) {
        this.account = account;
    }

    /** The cluster's name of a request: an ARN's last part, or {@code default}. */
    static String of(ObjectNode request) {
        return name(request.path("cluster").asText("default"));
    }

    private static String name(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    ObjectNode describe(ObjectNode request) {
        ObjectNode answer = Json.object();
        ArrayNode clusters = answer.putArray("clusters");
        answer.putArray("failures");
        if (request.path("clusters").isEmpty()) {
            describe(clusters, "default");
        }
        request.path("clusters").forEach(cluster -> describe(clusters, name(cluster.asText())));
        return answer;
    }

    /** ListClusters, on one page. */
    ObjectNode list(List<String> names) {
        ObjectNode answer = Json.object();
        ArrayNode arns = answer.putArray("clusterArns");
        names.forEach(name -> arns.add(account.arn("ecs", "cluster/" + name)));
        return answer;
    }

    /** DescribeContainerInstances: every ARN is one, on an EC2 instance with the same digits. */
    ObjectNode describeInstances(ObjectNode request) {
        ObjectNode answer = Json.object();
        ArrayNode instances = answer.putArray("containerInstances");
        answer.putArray("failures");
        request.path("containerInstances")
                .forEach(arn -> instances
                        .addObject()
                        .put("containerInstanceArn", arn.asText())
                        .put("ec2InstanceId", "i-" + name(arn.asText()).substring(0, 17)));
        return answer;
    }

    private void describe(ArrayNode clusters, String name) {
        ObjectNode cluster = clusters.addObject();
        cluster.put("clusterArn", account.arn("ecs", "cluster/" + name));
        cluster.put("clusterName", name);
        cluster.put("status", "ACTIVE");
    }
}
