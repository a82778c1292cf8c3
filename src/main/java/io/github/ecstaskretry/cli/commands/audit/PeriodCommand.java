package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.audit.WholeJobs;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.text.Terminal;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A question about the jobs of a time, of all families or of one. */
abstract class PeriodCommand extends AuditCommand {

    @Mixin
    private PeriodOptions period = new PeriodOptions();

    @Option(
            names = "--family",
            paramLabel = "FAMILY",
            converter = FamilyConverter.class,
            description = "Only jobs of this task definition family.")
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

    /** Whether somebody has said from when on. */
    final boolean sinceIsGiven() {
        return period.begins();
    }

    /** The newest attempt of an attempt's job. Only when the time asked about ends before now can that be another one. */
    final UnaryOperator<ListedAttempt> upToDate(AuditTable table) {
        return period.ends() ? attempt -> table.newest(attempt.id().jobId()).orElse(attempt) : UnaryOperator.identity();
    }

    /**
     * Every attempt of that time, first-time successes included: of a family by a query, of all by a scan that says so. And after them,
     * by a query each, what the jobs had before and after it that did not begin and end within.
     */
    final Iterator<ListedAttempt> everyAttempt(AuditTable table, TimeRange range, Terminal terminal) {
        Iterator<ListedAttempt> attempts = family == null
                ? table.scan(range, new ScanProgress(terminal, "the index by-family; --family queries it instead"))
                : table.ofFamily(family, range);
        return new WholeJobs(attempts, table::attempts, period.ends());
    }
}
