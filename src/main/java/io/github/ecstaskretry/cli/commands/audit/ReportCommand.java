package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.Report;
import io.github.ecstaskretry.cli.audit.ReportHtml;
import io.github.ecstaskretry.cli.audit.SideBySide;
import io.github.ecstaskretry.cli.audit.Statistics.Grouping;
import io.github.ecstaskretry.cli.audit.StatisticsJson;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.commands.arguments.OutputFile;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        customSynopsis = "ecs-retry report [OPTIONS] --output=FILE",
        header = "Write one HTML page with figures, timelines of jobs, and a table of them.",
        description = {
            "The page needs neither a network nor scripts. With --family, queries the index by-family; without it, SCANS that"
                    + " index. With --json, also prints the figures as 'stats --json' does."
        },
        footer = {
            "./ecs-retry report --since 7d -o report.html",
            "./ecs-retry report --family etl-orders --since 30d --by cause -o etl.html"
        })
public final class ReportCommand extends PeriodCommand {

    private static final Path STANDARD_OUTPUT = Path.of("-");

    @Option(
            names = "--by",
            paramLabel = "KEY",
            defaultValue = "family",
            description = "Group the figures by ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Grouping by = Grouping.FAMILY;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Converters.Count.class,
            defaultValue = "200",
            description = "Show the timelines of at most this many jobs; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The page's file, which is overwritten; - is standard output.")
    private Path file = Path.of("");

    @Override
    int answer(Viewer viewer) {
        TimeRange range = range(viewer);
        return ask(table -> answer(table, range, viewer));
    }

    private int answer(AuditTable table, TimeRange range, Viewer viewer) {
        if (file.equals(STANDARD_OUTPUT)) {
            if (json()) {
                throw new InputError("give either --json or --output -, because both write to standard output");
            }
            viewer.terminal().out().print(page(report(table, range, viewer), table));
            return ExitCode.OK;
        }
        Report report;
        // Opened first, so that a file that cannot be written does not cost a scan.
        try (OutputFile page = new OutputFile(file)) {
            report = report(table, range, viewer);
            page.write(page(report, table));
        }
        int jobs = report.statistics().all().jobs();
        if (json()) {
            viewer.println(StatisticsJson.write(
                    report.statistics().all(), SideBySide.of(null, report.statistics()), by, range, null));
        } else if (jobs == 0) {
            viewer.println(file + ": " + noJobs(table, range, viewer));
        } else {
            viewer.println(file + ": " + jobs + (jobs == 1 ? " job, " : " jobs, ")
                    + report.jobs().size() + " of them with a timeline");
        }
        return ExitCode.OK;
    }

    private Report report(AuditTable table, TimeRange range, Viewer viewer) {
        return Report.of(
                everyAttempt(table, range, viewer),
                new Report.Question(
                        by, selection.filter(family(), List.of()), range, limit, viewer.now(), viewer.zone()));
    }

    private String page(Report report, AuditTable table) {
        return ReportHtml.write(report, table.name(), aws().region());
    }
}
