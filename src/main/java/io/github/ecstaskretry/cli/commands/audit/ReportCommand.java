package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.Report;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.audit.json.StatisticsJson;
import io.github.ecstaskretry.cli.audit.report.ReportHtml;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.CountConverter;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.commands.arguments.OutputFile;
import io.github.ecstaskretry.cli.text.Terminal;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a page about jobs. */
@Command(
        name = "report",
        customSynopsis = "ecs-retry report [OPTIONS] --output=FILE",
        header = "Write one HTML page: figures, timelines of jobs, and a table of them.",
        description = {
            "The page needs no network and no script to be read. With --family queries the index by-family, without it SCANS that"
                    + " index."
        },
        footer = {
            "./ecs-retry report --since 7d -o report.html",
            "./ecs-retry report --family etl-orders --since 30d --by cause -o etl.html"
        })
public final class ReportCommand extends PeriodCommand {

    private static final Path STANDARD_OUTPUT = Path.of("-");

    @Mixin
    private GroupingOption grouping = new GroupingOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "200",
            description = "At most so many jobs with a timeline; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The page; an existing file is written over; - is standard output.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Write the figures to standard output too, as 'stats --json' does.")
    private boolean json;

    public ReportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int answer(AuditTable table, TimeRange range, Viewer viewer) {
        Terminal terminal = viewer.terminal();
        if (file.equals(STANDARD_OUTPUT)) {
            if (json) {
                throw new InputError("--json and --output - exclude each other: both write to standard output");
            }
            terminal.out().print(page(report(table, range, viewer), range, viewer));
            return ExitCode.OK;
        }
        Report report;
        // Before anything is paid for.
        try (OutputFile page = new OutputFile(file)) {
            report = report(table, range, viewer);
            page.write(page(report, range, viewer));
        }
        if (json) {
            terminal.out().println(StatisticsJson.write(report.statistics(), grouping.by(), range));
        } else {
            terminal.out()
                    .println(file + ": "
                            + summary(report, table, viewer.moments().time(range.since())));
        }
        return ExitCode.OK;
    }

    private Report report(AuditTable table, TimeRange range, Viewer viewer) {
        return Report.of(
                everyAttempt(table, range, viewer.terminal()),
                grouping.by(),
                limit,
                viewer.now(),
                viewer.moments().zone());
    }

    private String page(Report report, TimeRange range, Viewer viewer) {
        return ReportHtml.write(report, grouping.by(), family(), range, viewer.now(), viewer.moments()::time);
    }

    private static String summary(Report report, AuditTable table, String since) {
        int jobs = report.statistics().all().jobs();
        if (jobs == 0) {
            return Emptiness.explained(table, since);
        }
        return jobs + (jobs == 1 ? " job, " : " jobs, ") + report.jobs().size() + " of them with a timeline";
    }
}
