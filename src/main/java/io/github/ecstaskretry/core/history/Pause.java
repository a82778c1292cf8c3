package io.github.ecstaskretry.core.history;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operator's pause: it holds the retries of a scope (docs/operations.md).
 *
 * @param scope {@code all}, {@code policy/<name>}, {@code cluster/<name>} or {@code family/<name>}
 * @param by who paused them: an ARN
 * @param until when the pause ends by itself; null if it does not
 */
public record Pause(
        String scope, String by, Instant at, @Nullable Instant until, String reason) {

    /** The scope of every retry. */
    public static final String ALL = "all";

    private static final String POLICY = "policy/";
    private static final String CLUSTER = "cluster/";
    private static final String FAMILY = "family/";

    /** The scopes that a retry belongs to. */
    public static Set<String> scopes(String policy, String cluster, String family) {
        return Set.of(ALL, POLICY + policy, CLUSTER + cluster, FAMILY + family);
    }

    /** Such as {@code Retries of family/etl are paused by … since …: the registry is down.} */
    public String sentence() {
        return (scope.equals(ALL) ? "All retries" : "Retries of " + scope) + " are paused by " + by + " since " + at
                + (until == null ? "" : " until " + until) + ": " + reason
                + (reason.endsWith(".") ? "" : ".");
    }

    /** Whether it still holds retries. */
    public boolean inForce(Instant now) {
        return until == null || until.isAfter(now);
    }
}
