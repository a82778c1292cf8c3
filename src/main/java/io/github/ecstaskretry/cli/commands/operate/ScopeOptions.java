package io.github.ecstaskretry.cli.commands.operate;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which retries are paused: those of one policy, cluster or family, or all. */
final class ScopeOptions {

    @ArgGroup
    private @Nullable Scope scope;

    static final class Scope {
        @Option(names = "--policy", paramLabel = "NAME", description = "Only retries by this policy.")
        private @Nullable String policy;

        @Option(names = "--cluster", paramLabel = "NAME", description = "Only retries in this cluster.")
        private @Nullable String cluster;

        @Option(names = "--family", paramLabel = "NAME", description = "Only retries of this task definition family.")
        private @Nullable String family;
    }

    /** Such as {@code family/etl}; {@code all} without an option. */
    String text() {
        if (scope == null) {
            return "all";
        }
        return scope.policy != null
                ? "policy/" + scope.policy
                : scope.cluster != null ? "cluster/" + scope.cluster : "family/" + scope.family;
    }
}
