package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.Job;
import io.github.ecstaskretry.cli.audit.PendingJobs;
import io.github.ecstaskretry.cli.audit.TimeText;
import io.github.ecstaskretry.cli.audit.json.JobsJson;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.text.Table;
import io.github.ecstaskretry.cli.text.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Option;

/** Lists what waits or is in flight. */
@Command(
        name = "pending",
        header = "List what waits or is in flight, the earliest due first.",
        description = {
            "A re-run whose end is not recorded long after it was due is overdue: it runs that long, or its launch or its end got"
                    + " lost; 'ecs-retry show' has the links to look. Queries the four shards of the index pending."
        },
        exitCodeList = {"0:nothing is overdue", "1:something is", "2:the table cannot be read"},
        footer = {"./ecs-retry pending", "./ecs-retry pending --overdue-after 30m --json"})
public final class PendingCommand extends AuditCommand {

    @Option(
            names = "--overdue-after",
            paramLabel = "DURATION",
            defaultValue = "6h",
            description =
                    "How long after it was due a re-run may be in flight, such as 30m or 2d; default: ${DEFAULT-VALUE}.")
    private String patience = "6h";

    @Option(
            names = "--json",
            description =
                    "{\"version\",\"pending\":[{\"jobId\",\"state\",\"dueAt\",\"overdue\",…}]}; see docs/audit.md.")
    private boolean json;

    public PendingCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int answer(AuditTable table, Viewer viewer) {
        Instant tooLongAgo = tooLongAgo(viewer);
        PendingJobs pending = PendingJobs.of(table.pending(), tooLongAgo, viewer.now());
        if (json) {
            viewer.terminal().out().println(JobsJson.pending(pending, viewer.now()));
        } else if (pending.jobs().isEmpty()) {
            viewer.terminal().out().println("Nothing waits and nothing is in flight.");
        } else {
            print(pending, viewer);
        }
        return pending.anyOverdue() ? ExitCode.NO : ExitCode.OK;
    }

    private Instant tooLongAgo(Viewer viewer) {
        try {
            return viewer.now().minus(TimeText.duration(patience));
        } catch (IllegalArgumentException e) {
            throw new InputError("--overdue-after: " + e.getMessage(), e);
        }
    }

    private static void print(PendingJobs pending, Viewer viewer) {
        Instant now = viewer.now();
        Table table = new Table("JOB", "FAMILY", "CLUSTER", "ATTEMPT", "STATE", "DUE", "AT", "CAUSE")
                .whole("JOB", "ATTEMPT", "STATE", "DUE", "AT")
                .numbers("ATTEMPT")
                .leavingOut("CLUSTER", "ATTEMPT", "AT", "CAUSE", "FAMILY", "DUE", "STATE")
                .neverWithout("STATE");
        List<Job> jobs = pending.jobs();
        jobs.forEach(job -> {
            Instant due = Objects.requireNonNull(job.due());
            table.row(
                    Table.cell(job.id(), Style.bold),
                    Table.cell(job.newest().subject().family()),
                    Table.cell(job.newest().subject().cluster()),
                    Table.cell(Integer.toString(job.attempts() + 1)),
                    pending.overdue(job) ? Table.cell("OVERDUE", Style.fg_red) : States.cell(job.state()),
                    Table.cell(
                            due.isAfter(now)
                                    ? "in " + Moments.duration(Duration.between(now, due))
                                    : Moments.duration(Duration.between(due, now)) + " ago"),
                    viewer.moments().cell(due),
                    Table.cell(job.newest().ruling().cause()));
        });
        table.print(viewer.terminal());
    }
}
