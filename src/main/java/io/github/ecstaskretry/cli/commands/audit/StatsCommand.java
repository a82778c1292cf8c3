package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.Figures;
import io.github.ecstaskretry.cli.audit.Statistics;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.audit.json.StatisticsJson;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.text.Sparkline;
import io.github.ecstaskretry.cli.text.Table;
import io.github.ecstaskretry.cli.text.Terminal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts jobs. */
@Command(
        name = "stats",
        header = "Count jobs: how many succeed at once, recover by being tried again, or are lost.",
        description = {
            "With --family queries the index by-family. Without it SCANS that index, as first-time successes are in no other; it says so"
                    + " and how far it is.",
            "FIRST TIME: of the ended jobs, those that succeeded at the first attempt. RECOVERED: succeeded later; MEAN and P95 from"
                    + " the first attempt's stop to the success. WASTED: tasks that were started again for jobs that were lost all"
                    + " the same. By cause: what ended the first attempt; '(began earlier)' where that is not in the table.",
            "A job counts where one of its attempts stopped in the time asked about, and as a whole: a job that began before that time or"
                    + " went on after it is read by its key, which --cost counts."
        },
        footer = {
            "./ecs-retry stats --family etl-orders --since 30d",
            "./ecs-retry stats --by cause --cost",
            "./ecs-retry stats --by day --json | jq '.groups[] | {key, firstTimeRate}'"
        })
public final class StatsCommand extends PeriodCommand {

    private static final String[] FIGURES = {
        "JOBS", "FIRST TIME", "RECOVERED", "LOST", "EXHAUSTED", "OPEN", "WASTED", "MEAN", "P95", "JOBS A DAY"
    };

    /** No cause and no day is cut, and little of most families. */
    private static final int KEY_WIDTH = 24;

    /** Where a line is too narrow for all. */
    private static final String[] EXPENDABLE = {
        "JOBS A DAY", "OPEN", "EXHAUSTED", "P95", "WASTED", "MEAN", "LOST", "RECOVERED", "FIRST TIME", "JOBS"
    };

    @Mixin
    private GroupingOption grouping = new GroupingOption();

    @Option(
            names = "--json",
            description =
                    "{\"version\",\"by\",\"all\":{\"jobs\",…},\"groups\":[{\"key\",\"jobs\",…}]}; see docs/audit.md.")
    private boolean json;

    public StatsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int answer(AuditTable table, TimeRange range, Viewer viewer) {
        Terminal terminal = viewer.terminal();
        Moments moments = viewer.moments();
        Statistics statistics =
                Statistics.of(everyAttempt(table, range, terminal), grouping.by(), viewer.now(), moments.zone());
        if (json) {
            terminal.out().println(StatisticsJson.write(statistics, grouping.by(), range));
        } else if (statistics.all().jobs() == 0) {
            terminal.out().println(Emptiness.explained(table, moments.time(range.since())));
        } else {
            print(statistics, terminal);
        }
        return ExitCode.OK;
    }

    private void print(Statistics statistics, Terminal terminal) {
        Table table = new Table(Stream.concat(Stream.of(grouping.by().name()), Stream.of(FIGURES))
                        .toArray(String[]::new))
                .whole(FIGURES)
                .numbers(Arrays.copyOf(FIGURES, FIGURES.length - 1))
                .atLeast(KEY_WIDTH, grouping.by().name())
                .leavingOut(EXPENDABLE);
        List<LocalDate> days = List.of(
                statistics.all().days().firstKey(), statistics.all().days().lastKey());
        statistics.groups().forEach((key, figures) -> table.row(row(Table.cell(key, Style.bold), figures, days)));
        table.row(row(Table.cell("all", Style.bold), statistics.all(), days));
        table.print(terminal);
        int untimed = statistics.all().untimed();
        if (untimed > 0) {
            terminal.out()
                    .println(
                            untimed == 1
                                    ? "1 recovered job is not in MEAN and P95: its first attempt is not in the table."
                                    : untimed
                                            + " recovered jobs are not in MEAN and P95: their first attempts are not in the"
                                            + " table.");
        }
        int observed = statistics.all().observed();
        if (observed > 0) {
            terminal.out()
                    .println(
                            observed == 1
                                    ? "1 job of a policy that only observes would have been tried again."
                                    : observed + " jobs of policies that only observe would have been tried again.");
        }
    }

    private static Table.Cell[] row(Table.Cell key, Figures figures, List<LocalDate> days) {
        return new Table.Cell[] {
            key,
            number(figures.jobs()),
            Table.cell(percent(figures.firstTimeRate())),
            number(figures.recovered()),
            number(figures.lost()),
            number(figures.exhausted()),
            number(figures.open()),
            number(figures.wasted()),
            Table.cell(Moments.duration(figures.meanRecovery())),
            Table.cell(Moments.duration(figures.p95Recovery())),
            Table.cell(Sparkline.of(figures.days(), days.getFirst(), days.getLast()))
        };
    }

    private static Table.Cell number(int number) {
        return Table.cell(Integer.toString(number));
    }

    private static String percent(@Nullable Double rate) {
        return rate == null ? "-" : String.format(Locale.ROOT, "%.1f %%", rate * 100);
    }
}
