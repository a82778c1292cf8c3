package io.github.ecstaskretry.cli;

import io.github.ecstaskretry.audit.Job;
import io.github.ecstaskretry.audit.PendingJobs;
import io.github.ecstaskretry.audit.TimeText;
import io.github.ecstaskretry.aws.AuditTable;
import io.github.ecstaskretry.format.JobsJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what waits or is in flight. */
@Command(
        name = "pending",
        header = "List what waits or is in flight, the earliest due first.",
        description = {
            "",
            "A re-run whose end is not recorded long after it was due is overdue: it runs that long, or its launch or its end got"
                    + " lost; 'ecs-retry show' has the links to look. Queries the four shards of the index pending.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is overdue", "1:something is", "2:the table cannot be read"},
        footer = {"", "Examples:", "  ./ecs-retry pending", "  ./ecs-retry pending --overdue-after 30m --json"})
final class PendingCommand implements Callable<Integer> {

    private final Terminal standard;

    @Mixin
    private TableOptions source = new TableOptions();

    @Mixin
    private LookOptions looks = new LookOptions();

    @Option(
            names = "--overdue-after",
            paramLabel = "TIME",
            defaultValue = "6h",
            description =
                    "How long after it was due a re-run may be in flight, such as 30m; default: ${DEFAULT-VALUE}.")
    private String patience = "6h";

    @Option(
            names = "--json",
            description =
                    "{\"version\",\"pending\":[{\"jobId\",\"state\",\"dueAt\",\"overdue\",…}]}; see docs/audit.md.")
    private boolean json;

    PendingCommand(Terminal terminal) {
        this.standard = terminal;
    }

    @Override
    public Integer call() {
        Terminal terminal = looks.terminal(standard);
        Moments moments = looks.moments();
        Instant now = Instant.now();
        Instant tooLongAgo = tooLongAgo(now, moments);
        try (AuditTable table = source.open()) {
            PendingJobs pending = PendingJobs.of(table.pending(), tooLongAgo, now);
            if (json) {
                terminal.out().println(JobsJson.pending(pending, now));
            } else if (pending.jobs().isEmpty()) {
                terminal.out().println("Nothing waits and nothing is in flight.");
            } else {
                print(pending, terminal, moments, now);
            }
            source.tellCost(table, terminal);
            return pending.anyOverdue() ? ExitCode.NO : ExitCode.OK;
        }
    }

    private Instant tooLongAgo(Instant now, Moments moments) {
        try {
            return TimeText.parse(patience, now, moments.zone());
        } catch (IllegalArgumentException e) {
            throw new InputError("--overdue-after: " + e.getMessage(), e);
        }
    }

    private static void print(PendingJobs pending, Terminal terminal, Moments moments, Instant now) {
        Table table = new Table("JOB", "FAMILY", "CLUSTER", "ATTEMPT", "STATE", "DUE", "", "CAUSE");
        List<Job> jobs = pending.jobs();
        jobs.forEach(job -> {
            Instant due = Objects.requireNonNull(job.due());
            table.row(
                    Table.cell(job.id(), Style.bold),
                    Table.cell(job.newest().subject().family()),
                    Table.cell(job.newest().subject().cluster()),
                    Table.cell(Integer.toString(job.attempts() + 1)),
                    pending.overdue(job) ? Table.cell("OVERDUE", Style.fg_red) : States.cell(job.state()),
                    Table.cell(moments.time(due)),
                    Table.cell(
                            due.isAfter(now)
                                    ? "in " + Moments.duration(Duration.between(now, due))
                                    : Moments.duration(Duration.between(due, now)) + " ago"),
                    Table.cell(job.newest().ruling().cause()));
        });
        table.print(terminal);
    }
}
