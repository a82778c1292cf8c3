package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.PendingJobs;
import io.github.ecstaskretry.cli.audit.TimeText;
import io.github.ecstaskretry.cli.audit.json.JobsJson;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.text.Terminal;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the jobs that wait or run. */
@Command(
        name = "pending",
        header = "List the jobs that wait or run, the earliest due first.",
        description = {
            "A re-run is overdue if its end is not recorded long after it was due: it runs that long, or its launch or its end was"
                    + " lost. 'ecs-retry show' has the links to find out. Queries the four shards of the index pending."
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
        PendingJobs pending =
                PendingJobs.of(table.listings().pending(), viewer.now().minus(patience()), viewer.now());
        if (json()) {
            viewer.println(JobsJson.pending(pending, viewer.now()));
        } else if (pending.jobs().isEmpty()) {
            viewer.println("No job waits or runs.");
        } else {
            JobsTable.print(pending, viewer);
        }
        return pending.anyOverdue() ? ExitCode.NO : ExitCode.OK;
    }

    private Duration patience() {
        try {
            return TimeText.duration(overdueAfter);
        } catch (IllegalArgumentException e) {
            throw new InputError("--overdue-after: " + e.getMessage(), e);
        }
    }
}
