package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.JobFilter;
import io.github.ecstaskretry.cli.audit.JobFilter.AskedState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which jobs to answer with. */
final class SelectionOptions {

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            converter = Converters.Cluster.class,
            description = "Only jobs of this cluster, by its name or ARN.")
    private @Nullable String cluster;

    @Option(
            names = "--cause",
            paramLabel = "CAUSE",
            converter = Converters.CauseName.class,
            completionCandidates = Converters.CauseName.class,
            description =
                    "Only jobs of which an attempt had this cause, recovered ones too; 'ecs-retry causes' lists causes.")
    private @Nullable String cause;

    JobFilter filter(@Nullable String family, List<AskedState> states) {
        return new JobFilter(family, cluster, states, cause);
    }
}
