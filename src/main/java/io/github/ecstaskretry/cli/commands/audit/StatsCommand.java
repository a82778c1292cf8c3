package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.AskedPlace;
import io.github.ecstaskretry.cli.audit.JobFilter;
import io.github.ecstaskretry.cli.audit.SideBySide;
import io.github.ecstaskretry.cli.audit.Statistics;
import io.github.ecstaskretry.cli.audit.Statistics.Figures;
import io.github.ecstaskretry.cli.audit.Statistics.Grouping;
import io.github.ecstaskretry.cli.audit.Statistics.JobCount;
import io.github.ecstaskretry.cli.audit.StatisticsJson;
import io.github.ecstaskretry.cli.audit.TaskUsage;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.text.Table;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "stats",
        header = "Count the jobs that succeed at once, recover by retrying, or are lost.",
        description = {
            "With --family, queries the index by-family. Without it, SCANS that index, because no other index holds"
                    + " first-time successes, and reports its progress.",
            "FIRST TIME is the share of the ended jobs that succeeded at the first attempt. RECOVERED counts the jobs that"
                    + " succeeded later. MEAN and P95 are the time from the first attempt's stop to the success. WASTED counts the"
                    + " re-run tasks of jobs that were lost anyway, and RERUN TIME and LOST TIME how long re-run tasks and all tasks of"
                    + " lost jobs ran.",
            "--by cause groups jobs by the cause of their first stop, --by rule by the rule that decided then, or under '(began"
                    + " earlier)' if the table no longer holds it.",
            "Counts a job if one of its attempts stopped in the period, and counts all of its attempts. Reads the attempts"
                    + " outside the period by the job's key; --cost includes them."
        },
        footer = {
            "./ecs-retry stats --family etl-orders --since 30d",
            "./ecs-retry stats --by cause --cost",
            "./ecs-retry stats --by hour --since today --cause spot-interruption",
            "./ecs-retry stats --price 0.04048,0.004445",
            "./ecs-retry stats --by day --json | jq '.groups[] | {key, firstTimeRate}'"
        })
public final class StatsCommand extends PeriodCommand {

    private static final String[] FIGURES =
            "JOBS,FIRST TIME,RECOVERED,LOST,EXHAUSTED,OPEN,WASTED,RERUN TIME,LOST TIME,MEAN,P95,JOBS A DAY"
                    .split(",", -1);

    private static final String[] EXPENDABLE =
            "JOBS A DAY,LOST TIME,RERUN TIME,OPEN,EXHAUSTED,P95,WASTED,MEAN,LOST,RECOVERED,FIRST TIME,JOBS"
                    .split(",", -1);

    private static final String BARS = "▁▂▃▄▅▆▇█";

    /** Wide enough for every cause, every day and most families. */
    private static final int KEY_WIDTH = 24;

    @Option(
            names = "--by",
            paramLabel = "KEY",
            defaultValue = "family",
            description = "Group jobs by ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Grouping by = Grouping.FAMILY;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Option(
            names = "--price",
            paramLabel = "VCPU,GB",
            converter = Converters.Prices.class,
            description =
                    "What a vCPU-hour and a GB-hour cost, such as 0.04048,0.004445, to tell what re-runs and lost jobs cost.")
    private TaskUsage.@Nullable Price price;

    /** The figures, and the sentence for an empty period. */
    private record Counted(JobCount counting, String none) {}

    @Override
    int answer(Viewer viewer) {
        TimeRange range = range(viewer);
        JobFilter filter = selection.filter(family(), List.of());
        SideBySide<Counted> answers = ask(fleet, table -> {
            JobCount counting =
                    Statistics.count(everyAttempt(table, range, viewer), by, filter, viewer.now(), viewer.zone());
            return new Counted(counting, counting.finish().all().jobs() > 0 ? "" : noJobs(table, range, viewer));
        });
        Figures all = JobCount.total(
                answers.found().stream().map(answer -> answer.value().counting()));
        SideBySide<Statistics> statistics =
                answers.map(counted -> counted.counting().finish());
        if (json()) {
            viewer.println(StatisticsJson.write(all, statistics, by, range, price));
        } else if (all.jobs() > 0) {
            print(all, statistics, viewer);
        } else {
            answers.found().stream()
                    .findFirst()
                    .ifPresent(answer -> viewer.println(answer.value().none()));
        }
        return exitCode(answers, ExitCode.OK);
    }

    private void print(Figures all, SideBySide<Statistics> answers, Viewer viewer) {
        Table table = new Table(Stream.concat(Stream.of(PLACE, by.name()), Arrays.stream(FIGURES))
                        .toArray(String[]::new))
                .whole(FIGURES)
                .numbers(Arrays.copyOf(FIGURES, FIGURES.length - 1))
                .atLeast(KEY_WIDTH, by.name())
                .leavingOut(EXPENDABLE);
        if (answers.places().isEmpty()) {
            table.without(PLACE);
        }
        SortedMap<LocalDate, Integer> days = all.days();
        answers.found()
                .forEach(answer -> answer.value()
                        .groups()
                        .forEach((key, figures) -> table.row(row(answer.place(), key, figures, days))));
        table.row(row(null, "all", all, days));
        table.print(viewer.terminal());
        int untimed = all.untimed();
        if (untimed > 0) {
            viewer.println(
                    untimed == 1
                            ? "MEAN and P95 leave out 1 recovered job, because its first attempt is not in the table."
                            : "MEAN and P95 leave out " + untimed
                                    + " recovered jobs, because their first attempts are not in the table.");
        }
        printUsage("Re-runs", all.reruns(), viewer);
        printUsage("Lost jobs", all.lostWork(), viewer);
        int cancelled = all.cancelled();
        if (cancelled > 0) {
            viewer.println(cancelled == 1 ? "1 job was cancelled." : cancelled + " jobs were cancelled.");
        }
        int observed = all.observed();
        if (observed > 0) {
            viewer.println(
                    observed == 1
                            ? "1 job would have been retried, but its policy only observes."
                            : observed + " jobs would have been retried, but their policies only observe.");
        }
    }

    private void printUsage(String who, TaskUsage used, Viewer viewer) {
        int sized = used.tasks() - used.unsized();
        String resources = sized == 0
                ? ""
                : String.format(Locale.ROOT, ", %.2f vCPU-hours, %.2f GB-hours", used.vcpuHours(), used.gbHours())
                        + (price == null ? "" : String.format(Locale.ROOT, ", cost %.2f", used.cost(price)));
        if (used.tasks() > 0) {
            viewer.println(who
                    + String.format(Locale.ROOT, " used %.2f task-hours", used.taskHours())
                    + resources
                    + (used.unsized() == 0
                            ? "."
                            : "; the size of " + used.unsized() + " of " + used.tasks() + " tasks is unknown."));
        }
    }

    private static Table.Cell[] row(
            @Nullable AskedPlace place, String key, Figures figures, SortedMap<LocalDate, Integer> days) {
        return new Table.Cell[] {
            placeCell(place),
            Table.cell(key, Style.bold),
            Table.cell(Integer.toString(figures.jobs())),
            Table.cell(percent(figures.firstTimeRate())),
            Table.cell(Integer.toString(figures.recovered())),
            Table.cell(Integer.toString(figures.lost())),
            Table.cell(Integer.toString(figures.exhausted())),
            Table.cell(Integer.toString(figures.open())),
            Table.cell(Integer.toString(figures.wasted())),
            Table.cell(Viewer.duration(Duration.ofSeconds(figures.reruns().seconds()))),
            Table.cell(Viewer.duration(Duration.ofSeconds(figures.lostWork().seconds()))),
            Table.cell(Viewer.duration(figures.meanRecovery())),
            Table.cell(Viewer.duration(figures.p95Recovery())),
            Table.cell(bars(figures.days(), days.firstKey(), days.lastKey()))
        };
    }

    /** One bar a day, the tallest for the most jobs, and a blank for a day without any. */
    static String bars(SortedMap<LocalDate, Integer> days, LocalDate first, LocalDate last) {
        int most = days.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return first.datesUntil(last.plusDays(1))
                .map(day -> days.getOrDefault(day, 0))
                .map(jobs -> jobs == 0
                        ? " "
                        : BARS.substring(Math.ceilDiv(jobs * BARS.length(), most) - 1)
                                .substring(0, 1))
                .collect(Collectors.joining());
    }

    private static String percent(@Nullable Double rate) {
        return rate == null ? "-" : String.format(Locale.ROOT, "%.1f %%", rate * 100);
    }
}
