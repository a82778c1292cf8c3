package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.util.Set;

/** A policy file with every key, and how tests read one. */
abstract class PolicyFileFixture {

    static final Set<String> CAUSES = CatalogueYaml.builtIn().ids();

    static final String FULL = """
            version: 1
            policies:
              - name: reports
                mode: observe
                match: {cluster: [prod-*], family: report-*, group: [], startedBy: [events-rule/*], tags: {team: [bi, data-*]}}
                container: app
                attempts: 5
                deadline: 6h30m
                backoff: {interval: 20s, rate: 1.5, maxDelay: 15m, jitter: equal}
                pace: {launches: 60, per: 1m}
                network: {subnets: [subnet-0a, subnet-0b], securityGroups: [sg-0a], assignPublicIp: true}
                launch:
                  capacityProviderStrategy: [{capacityProvider: FARGATE, weight: 1, base: 1}]
                  placementConstraints: [{type: distinctInstance}]
                  placementStrategy: [{type: spread, field: instanceId}]
                  volumeConfigurations: [{name: data, managedEBSVolume: {sizeInGiB: 10, encrypted: true}}]
                  propagateTags: TASK_DEFINITION
                  enableECSManagedTags: true
                  copyTags: true
                  tags: {retried: "yes"}
                rules:
                  - {name: reclaimed, when: {cause: [spot-interruption, capacity]}, then: retry, attempts: 20, counted: false}
                  - {name: bad-input, when: {container: app, exitCode: [2, 64-78, none]}, then: fail}
                  - {name: vpn, when: {reason: ["*connection reset*"]}, then: retry, backoff: {interval: 1m}}
                otherwise: retry
                announce: [FAILED, SUCCEEDED]
                announceLimit: {notices: 5, per: 1h}
                metrics: family
            """;

    static PolicySet read(String text) {
        return PolicyFile.read("p.yaml", text, CAUSES);
    }
}
