package io.github.ecstaskretry.cli;

import io.github.ecstaskretry.audit.TimeRange;
import io.github.ecstaskretry.aws.AuditTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A question about the jobs of a time, of all families or of one. */
abstract class PeriodCommand extends AuditCommand {

    @Mixin
    private PeriodOptions period = new PeriodOptions();

    @Option(names = "--family", paramLabel = "FAMILY", description = "Only jobs of this task definition family.")
    private @Nullable String family;

    PeriodCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    final int answer(AuditTable table, Viewer viewer) {
        return answer(table, period.range(viewer.now(), viewer.moments().zone()), viewer);
    }

    /**
     * Answers.
     *
     * @return the exit code
     */
    abstract int answer(AuditTable table, TimeRange range, Viewer viewer);

    /** The family that is asked about; null: all. */
    final @Nullable String family() {
        return family;
    }

    /** Whether jobs may have gone on after the time that is asked about. */
    final boolean ends() {
        return period.ends();
    }
}
