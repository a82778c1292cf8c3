package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.AskedPlace;
import io.github.ecstaskretry.cli.audit.AuditJson;
import io.github.ecstaskretry.cli.audit.Job;
import io.github.ecstaskretry.cli.audit.SideBySide;
import io.github.ecstaskretry.cli.audit.Slowdowns;
import io.github.ecstaskretry.cli.audit.TimeText;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.text.Table;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.plan.HeldLaunch;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "pending",
        header = "List the jobs that wait or run, the earliest due first.",
        description = {
            "A re-run is overdue if its end is not recorded long after it was due: its task still runs, or its launch or its"
                    + " end was lost. Follow the links of 'ecs-retry show' to find out. Queries the index pending."
        },
        exitCodeList = {"0:nothing is overdue", "1:something is overdue", "2:a table cannot be read"},
        footer = {"./ecs-retry pending --watch", "./ecs-retry pending --overdue-after 30m --json"})
public final class PendingCommand extends AuditCommand {

    @Option(
            names = "--overdue-after",
            paramLabel = "DURATION",
            defaultValue = "6h",
            description =
                    "A re-run is overdue this long after it was due, such as 30m or 2d; default: ${DEFAULT-VALUE}.")
    private String overdueAfter = "6h";

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Override
    WatchOptions watch() {
        return watch;
    }

    private record OpenJobs(List<Job> jobs, Slowdowns slowdowns) {}

    @Override
    int answer(Viewer viewer) {
        Instant overdueBefore = viewer.now().minus(patience());
        SideBySide<OpenJobs> answers = ask(fleet, table -> {
            List<Job> jobs = Job.pending(table.listings().pending(), viewer.now());
            Set<String> policies =
                    jobs.stream().map(job -> job.newest().policy()).collect(Collectors.toSet());
            return new OpenJobs(jobs, table.slowdowns(policies, viewer.now()));
        });
        List<Job> pending = answers.found().stream()
                .flatMap(answer -> answer.value().jobs().stream().map(job -> job.in(answer.place())))
                .sorted(Job.EARLIEST_DUE)
                .toList();
        if (json()) {
            viewer.println(AuditJson.pending(pending, answers.map(OpenJobs::slowdowns), overdueBefore, viewer.now()));
        } else {
            print(pending, overdueBefore, viewer);
            answers.found()
                    .forEach(answer -> print(answer.place(), answer.value().slowdowns(), viewer));
        }
        boolean overdue = pending.stream().anyMatch(job -> job.overdue(overdueBefore));
        return exitCode(answers, overdue ? ExitCode.NO : ExitCode.OK);
    }

    private static void print(List<Job> pending, Instant overdueBefore, Viewer viewer) {
        if (pending.isEmpty()) {
            viewer.println("No job waits or runs.");
            return;
        }
        Instant now = viewer.now();
        Table table = new Table("JOB", PLACE, "FAMILY", "CLUSTER", "ATTEMPT", "STATE", "DUE", "AT", "CAUSE")
                .whole("JOB", "ATTEMPT", "STATE", "DUE", "AT")
                .numbers("ATTEMPT")
                .leavingOut("CLUSTER", "ATTEMPT", "AT", "CAUSE", PLACE, "FAMILY", "DUE", "STATE")
                .neverWithout("STATE");
        if (pending.stream().allMatch(job -> job.place() == null)) {
            table.without(PLACE);
        }
        pending.forEach(job -> {
            Instant due = Objects.requireNonNull(job.due());
            String distance = Viewer.duration(Duration.between(now, due));
            table.row(
                    Table.cell(job.id(), Style.bold),
                    placeCell(job.place()),
                    Table.cell(job.newest().family()),
                    Table.cell(job.newest().cluster()),
                    Table.cell(Integer.toString(job.attempts() + 1)),
                    job.overdue(overdueBefore)
                            ? Table.cell("OVERDUE", Style.fg_red)
                            : Table.cell(job.state().name(), Viewer.style(job.state())),
                    Table.cell(due.isAfter(now) ? "in " + distance : distance + " ago"),
                    viewer.cell(due),
                    Table.cell(Text.printable(job.newest().shownCause())));
        });
        table.print(viewer.terminal());
        pending.stream()
                .flatMap(job -> Stream.ofNullable(job.newest().held()))
                .filter(held -> held.reason() == Held.Reason.LAUNCH_UNKNOWN)
                .map(Held::since)
                .min(Comparator.naturalOrder())
                .ifPresent(since -> viewer.println("HELD: waits until CloudTrail tells how the task was launched, for "
                        + HeldLaunch.LONGEST.toMinutes() + " minutes at most; the first since " + viewer.time(since)
                        + "."));
    }

    private static void print(@Nullable AskedPlace place, Slowdowns slowdowns, Viewer viewer) {
        String where = place == null ? "" : place.label() + ": ";
        slowdowns
                .pauses()
                .forEach(pause -> viewer.println(Text.printable(where + "PAUSED: " + pause.scope() + " since "
                        + viewer.time(pause.at())
                        + (pause.until() == null ? "" : " until " + viewer.time(pause.until())) + " by " + pause.by()
                        + ": " + pause.reason())));
        slowdowns
                .paces()
                .forEach(pace -> viewer.println(
                        Text.printable(where + "PACE: " + pace.name() + " is behind: its slots are taken for the next "
                                + Viewer.duration(Duration.between(viewer.now(), pace.takenUntil())) + ".")));
    }

    private Duration patience() {
        try {
            return TimeText.duration(overdueAfter);
        } catch (IllegalArgumentException e) {
            throw new InputError("--overdue-after: " + e.getMessage(), e);
        }
    }
}
