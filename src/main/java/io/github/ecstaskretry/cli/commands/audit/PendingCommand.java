package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.AuditJson;
import io.github.ecstaskretry.cli.audit.Job;
import io.github.ecstaskretry.cli.audit.Slowdowns;
import io.github.ecstaskretry.cli.audit.TimeText;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.text.Table;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.plan.HeldLaunch;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Option;

@Command(
        name = "pending",
        header = "List the jobs that wait or run, the earliest due first.",
        description = {
            "A re-run is overdue if its end is not recorded long after it was due: its task still runs, or its launch or its"
                    + " end was lost. Follow the links of 'ecs-retry show' to find out. Queries the index pending."
        },
        exitCodeList = {"0:nothing is overdue", "1:something is overdue", "2:the table cannot be read"},
        footer = {"./ecs-retry pending", "./ecs-retry pending --overdue-after 30m --json"})
public final class PendingCommand extends AuditCommand {

    @Option(
            names = "--overdue-after",
            paramLabel = "DURATION",
            defaultValue = "6h",
            description =
                    "A re-run is overdue this long after it was due, such as 30m or 2d; default: ${DEFAULT-VALUE}.")
    private String overdueAfter = "6h";

    public PendingCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int answer(AuditTable table, Viewer viewer) {
        Instant overdueBefore = viewer.now().minus(patience());
        List<Job> pending = Job.pending(table.listings().pending(), viewer.now());
        Slowdowns slowdowns = table.slowdowns(
                pending.stream().map(job -> job.newest().policy()).collect(Collectors.toSet()), viewer.now());
        if (json()) {
            viewer.println(AuditJson.pending(pending, slowdowns, overdueBefore, viewer.now()));
        } else if (pending.isEmpty()) {
            viewer.println("No job waits or runs.");
        } else {
            print(pending, overdueBefore, viewer);
        }
        if (!json()) {
            print(slowdowns, viewer);
        }
        return pending.stream().anyMatch(job -> job.overdue(overdueBefore)) ? ExitCode.NO : ExitCode.OK;
    }

    private static void print(List<Job> pending, Instant overdueBefore, Viewer viewer) {
        Instant now = viewer.now();
        Table table = new Table("JOB", "FAMILY", "CLUSTER", "ATTEMPT", "STATE", "DUE", "AT", "CAUSE")
                .whole("JOB", "ATTEMPT", "STATE", "DUE", "AT")
                .numbers("ATTEMPT")
                .leavingOut("CLUSTER", "ATTEMPT", "AT", "CAUSE", "FAMILY", "DUE", "STATE")
                .neverWithout("STATE");
        pending.forEach(job -> {
            Instant due = Objects.requireNonNull(job.due());
            String distance = Viewer.duration(Duration.between(now, due));
            table.row(
                    Table.cell(job.id(), Style.bold),
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

    private static void print(Slowdowns slowdowns, Viewer viewer) {
        slowdowns
                .pauses()
                .forEach(pause -> viewer.println(Text.printable("PAUSED: " + pause.scope() + " since "
                        + viewer.time(pause.at())
                        + (pause.until() == null ? "" : " until " + viewer.time(pause.until())) + " by " + pause.by()
                        + ": " + pause.reason())));
        slowdowns
                .paces()
                .forEach(pace -> viewer.println(
                        Text.printable("PACE: " + pace.name() + " is behind: its slots are taken for the next "
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
