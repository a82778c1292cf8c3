package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.Grouping;
import picocli.CommandLine.Option;

/** By what the jobs of an answer are put together. */
final class GroupingOption {

    @Option(
            names = "--by",
            paramLabel = "KEY",
            converter = GroupingConverter.class,
            completionCandidates = GroupingConverter.class,
            defaultValue = "family",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Grouping by = Grouping.FAMILY;

    Grouping by() {
        return by;
    }
}
