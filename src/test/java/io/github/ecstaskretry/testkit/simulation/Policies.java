package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.policy.PolicySet;
import java.util.List;

/** What may be deployed, and deployed instead while jobs are under way. */
final class Policies {

    private static final String HEAD = """
            version: 1
            policies:
              - name: simulated
                network: {subnets: [subnet-0a], securityGroups: [sg-0a], assignPublicIp: false}
                announce: [SUCCEEDED, FAILED, EXHAUSTED, EXPIRED, UNLAUNCHABLE, CANCELLED, RECOVERED]
            """;

    static final List<PolicySet> ALL =
            List.of(TestPolicies.read(HEAD + """
                attempts: 4
                deadline: 6h
                backoff: {interval: 10s, rate: 2, maxDelay: 5m, jitter: full}
                otherwise: retry
            """), TestPolicies.read(HEAD + """
                attempts: 2
                backoff: {interval: 1s, rate: 2, maxDelay: 1m, jitter: none}
                launch: {copyTags: true}
                otherwise: retry
                rules:
                  - {name: spot, when: {cause: spot-interruption}, then: retry, attempts: 5, counted: false}
            """), TestPolicies.read(HEAD + """
                attempts: 1
                otherwise: fail
            """));

    private Policies() {}
}
