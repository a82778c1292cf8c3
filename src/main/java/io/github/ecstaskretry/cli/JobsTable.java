package io.github.ecstaskretry.cli;

import io.github.ecstaskretry.audit.Job;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Help.Ansi.Style;

/** Jobs, one a line. */
final class JobsTable {

    private final Terminal terminal;
    private final Moments moments;

    JobsTable(Terminal terminal, Moments moments) {
        this.terminal = terminal;
        this.moments = moments;
    }

    void print(List<Job> jobs, Instant now) {
        Table table = new Table("JOB", "FAMILY", "CLUSTER", "STATE", "ATTEMPTS", "CAUSE", "TOOK", "LAST STOP");
        jobs.forEach(job -> table.row(
                Table.cell(job.id(), Style.bold),
                Table.cell(job.newest().subject().family()),
                Table.cell(job.newest().subject().cluster()),
                States.cell(job.state()),
                Table.cell(Integer.toString(job.attempts())),
                Table.cell(job.newest().ruling().cause()),
                Table.cell(Moments.duration(job.duration(now).orElse(null))),
                Table.cell(moments.time(job.newest().times().stoppedAt()))));
        table.print(terminal);
    }
}
