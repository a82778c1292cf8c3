package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.Job;
import io.github.ecstaskretry.cli.text.Table;
import java.util.List;
import picocli.CommandLine.Help.Ansi.Style;

/** Jobs, one a line. */
final class JobsTable {

    private final Viewer viewer;

    JobsTable(Viewer viewer) {
        this.viewer = viewer;
    }

    void print(List<Job> jobs) {
        Table table = new Table("JOB", "FAMILY", "CLUSTER", "STATE", "ATTEMPTS", "CAUSE", "TOOK", "LAST STOP")
                .whole("JOB", "STATE", "ATTEMPTS", "TOOK", "LAST STOP")
                .numbers("ATTEMPTS", "TOOK")
                .leavingOut("CLUSTER", "TOOK", "ATTEMPTS", "LAST STOP", "CAUSE", "STATE", "FAMILY")
                .neverWithout("STATE");
        jobs.forEach(job -> table.row(
                Table.cell(job.id(), Style.bold),
                Table.cell(job.newest().subject().family()),
                Table.cell(job.newest().subject().cluster()),
                States.cell(job.state()),
                Table.cell(Integer.toString(job.attempts())),
                Table.cell(job.newest().ruling().cause()),
                Table.cell(Moments.duration(job.duration(viewer.now()).orElse(null))),
                viewer.moments().cell(job.newest().times().stoppedAt())));
        table.print(viewer.terminal());
    }
}
