package io.github.ecstaskretry;

import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.format.policy.PolicyFile;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Policies written as users write them. */
public final class TestPolicies {

    /** Three attempts, 10 s doubling without jitter, a network, everything announced. */
    public static final String PATIENT = """
            version: 1
            policies:
              - name: patient
                attempts: 3
                deadline: 6h
                backoff: {interval: 10s, rate: 2, maxDelay: 1m, jitter: none}
                network: {subnets: [subnet-0a], securityGroups: [sg-0a], assignPublicIp: false}
                otherwise: fail
                announce: [FAILED, EXHAUSTED, EXPIRED, UNLAUNCHABLE, CANCELLED, RECOVERED]
            """;

    private static final Set<String> CAUSES = CatalogueYaml.builtIn().ids();

    /** Some tests ask for the same policy thousands of times. */
    private static final Map<String, PolicySet> READ = new ConcurrentHashMap<>();

    private TestPolicies() {}

    public static PolicySet read(String yaml) {
        return READ.computeIfAbsent(yaml, text -> PolicyFile.read("test-policy.yaml", text, CAUSES));
    }

    public static Policy first(String yaml) {
        return read(yaml).policies().getFirst();
    }

    /** {@link #PATIENT} with more keys of its only policy, or other values of those that it has. */
    public static String patientWith(String... lines) {
        StringBuilder yaml = new StringBuilder(PATIENT);
        for (String line : lines) {
            String key = line.substring(0, line.indexOf(':') + 1);
            int start = yaml.indexOf("    " + key);
            if (start >= 0) {
                yaml.delete(start, yaml.indexOf("\n", start) + 1);
            }
            yaml.append("    ").append(line).append('\n');
        }
        return yaml.toString();
    }
}
