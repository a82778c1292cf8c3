package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.Job;
import io.github.ecstaskretry.cli.audit.JobState;
import io.github.ecstaskretry.cli.audit.PendingJobs;
import io.github.ecstaskretry.cli.text.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Help.Ansi.Style;

/** Jobs as a table, one a line. */
final class JobsTable {

    private JobsTable() {}

    static void print(List<Job> jobs, Viewer viewer) {
        Table table = new Table("JOB", "FAMILY", "CLUSTER", "STATE", "ATTEMPTS", "CAUSE", "TOOK", "LAST STOP")
                .whole("JOB", "STATE", "ATTEMPTS", "TOOK", "LAST STOP")
                .numbers("ATTEMPTS", "TOOK")
                .leavingOut("CLUSTER", "TOOK", "ATTEMPTS", "LAST STOP", "CAUSE", "STATE", "FAMILY")
                .neverWithout("STATE");
        jobs.forEach(job -> table.row(
                Table.cell(job.id(), Style.bold),
                Table.cell(job.newest().family()),
                Table.cell(job.newest().cluster()),
                Table.cell(job.state().name(), style(job.state())),
                Table.cell(Integer.toString(job.attempts())),
                Table.cell(job.newest().cause()),
                Table.cell(Viewer.duration(job.duration(viewer.now()).orElse(null))),
                viewer.cell(job.newest().stoppedAt())));
        table.print(viewer.terminal());
    }

    static void print(PendingJobs pending, Viewer viewer) {
        Instant now = viewer.now();
        Table table = new Table("JOB", "FAMILY", "CLUSTER", "ATTEMPT", "STATE", "DUE", "AT", "CAUSE")
                .whole("JOB", "ATTEMPT", "STATE", "DUE", "AT")
                .numbers("ATTEMPT")
                .leavingOut("CLUSTER", "ATTEMPT", "AT", "CAUSE", "FAMILY", "DUE", "STATE")
                .neverWithout("STATE");
        pending.jobs().forEach(job -> {
            Instant due = Objects.requireNonNull(job.due());
            String distance = Viewer.duration(Duration.between(now, due));
            table.row(
                    Table.cell(job.id(), Style.bold),
                    Table.cell(job.newest().family()),
                    Table.cell(job.newest().cluster()),
                    Table.cell(Integer.toString(job.attempts() + 1)),
                    pending.overdue(job)
                            ? Table.cell("OVERDUE", Style.fg_red)
                            : Table.cell(job.state().name(), style(job.state())),
                    Table.cell(due.isAfter(now) ? "in " + distance : distance + " ago"),
                    viewer.cell(due),
                    Table.cell(job.newest().cause()));
        });
        table.print(viewer.terminal());
    }

    /** The colour of a state. */
    static Style style(JobState state) {
        return switch (state) {
            case SUCCEEDED -> Style.fg_green;
            case WAITING, RUNNING -> Style.fg_cyan;
            case OBSERVED, CANCELLED -> Style.fg_blue;
            case FAILED, EXHAUSTED, EXPIRED, UNLAUNCHABLE -> Style.fg_red;
        };
    }
}
