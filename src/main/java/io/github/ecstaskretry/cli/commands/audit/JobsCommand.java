package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.AuditJson;
import io.github.ecstaskretry.cli.audit.Job;
import io.github.ecstaskretry.cli.audit.JobFilter;
import io.github.ecstaskretry.cli.audit.JobFilter.AskedState;
import io.github.ecstaskretry.cli.audit.JobListing;
import io.github.ecstaskretry.cli.audit.SideBySide;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.aws.table.JobListingReader;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.text.Table;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.format.Timestamps;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "jobs",
        header = "List jobs, newest first.",
        description = {
            "With --family, lists every job of that family. Without it, lists jobs that wait or run and jobs that did not"
                    + " succeed at once, but no jobs that a policy only observes. Queries indexes and never scans.",
            "Without --since, lists jobs that wait or run however old they are; with --family, only if --state names their"
                    + " state.",
            "With --until and --family, lists a job if any of its stops is in the period. With --until alone, lists a job if"
                    + " its last stop is in the period.",
            "On a narrow terminal, the table leaves out columns, CLUSTER first, and then uses two lines a job. --json has"
                    + " everything."
        },
        footer = {
            "./ecs-retry jobs --since 24h --state LOST",
            "./ecs-retry jobs --since 'yesterday 22:00' --cause spot-interruption",
            "./ecs-retry jobs --family etl-orders --state EXHAUSTED,FAILED --since 2026-11-01",
            "./ecs-retry jobs --state WAITING,RUNNING --watch",
            "./ecs-retry jobs --profiles prod-a,prod-b --regions eu-west-1,eu-central-1",
            "./ecs-retry jobs --json | jq -r '.jobs[].jobId'"
        })
public final class JobsCommand extends PeriodCommand {

    private static final int MANY_QUERIES = 200;
    private static final int REPORTED_DAYS = 30;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Option(
            names = {"--outcome", "--state"},
            paramLabel = "STATE",
            split = ",",
            description =
                    "Only jobs in these states: ${COMPLETION-CANDIDATES}. RECOVERED is SUCCEEDED after more than one attempt; LOST is FAILED, EXHAUSTED, EXPIRED or UNLAUNCHABLE.")
    private List<AskedState> states = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Converters.Count.class,
            defaultValue = "50",
            description =
                    "List this many jobs of each deployment, and those that stopped in the same millisecond as the last; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Override
    WatchOptions watch() {
        return watch;
    }

    /** The jobs, and the sentence for an empty list. */
    private record FoundJobs(JobListing listing, String none) {}

    @Override
    int answer(Viewer viewer) {
        TimeRange range = range(viewer);
        SideBySide<FoundJobs> answers = ask(fleet, table -> find(table, range, viewer));
        JobListing listing = JobListing.of(answers.map(FoundJobs::listing));
        if (json()) {
            viewer.println(AuditJson.jobs(listing, answers.places(), range, viewer.now()));
        } else if (listing.jobs().isEmpty()) {
            answers.found().stream()
                    .findFirst()
                    .ifPresent(answer -> viewer.println(answer.value().none()));
        } else {
            print(listing.jobs(), viewer);
            if (listing.next() != null) {
                viewer.println("There are more: --until " + Timestamps.format(listing.next()));
            }
        }
        return exitCode(answers, ExitCode.OK);
    }

    private FoundJobs find(AuditTable table, TimeRange range, Viewer viewer) {
        JobFilter filter = selection.filter(family(), states);
        // Open jobs are listed however old they are, unless the user gives a start.
        Instant openSince = sinceIsGiven() ? range.since() : Instant.EPOCH;
        JobListing listing = JobListing.of(
                table.listings()
                        .newestFirst(
                                filter,
                                range,
                                openSince,
                                limit,
                                progress(JobListingReader.queriesForEndedJobs(filter, range), viewer.terminal())),
                upToDate(table),
                filter,
                limit,
                viewer.now());
        return new FoundJobs(
                listing, listing.jobs().isEmpty() && table.seemsEmpty() ? EMPTY_TABLE : noSuchJobs(range, viewer));
    }

    static void print(List<Job> jobs, Viewer viewer) {
        Table table = new Table("JOB", PLACE, "FAMILY", "CLUSTER", "STATE", "ATTEMPTS", "CAUSE", "TOOK", "LAST STOP")
                .whole("JOB", "STATE", "ATTEMPTS", "TOOK", "LAST STOP")
                .numbers("ATTEMPTS", "TOOK")
                .leavingOut("CLUSTER", "TOOK", "ATTEMPTS", "LAST STOP", "CAUSE", PLACE, "STATE", "FAMILY")
                .neverWithout("STATE");
        if (jobs.stream().allMatch(job -> job.place() == null)) {
            table.without(PLACE);
        }
        jobs.forEach(job -> table.row(
                Table.cell(job.id(), Style.bold),
                placeCell(job.place()),
                Table.cell(job.newest().family()),
                Table.cell(job.newest().cluster()),
                Table.cell(job.state().name(), Viewer.style(job.state())),
                Table.cell(Integer.toString(job.attempts())),
                Table.cell(Text.printable(job.shownCause())),
                Table.cell(Viewer.duration(job.duration(viewer.now()).orElse(null))),
                viewer.cell(job.newest().stoppedAt())));
        table.print(viewer.terminal());
    }

    /** Says beforehand that there may be many queries, and reports the progress after every {@value #REPORTED_DAYS} days. */
    private static Consumer<LocalDate> progress(int queries, Terminal terminal) {
        if (queries <= MANY_QUERIES) {
            return day -> {};
        }
        terminal.tell(String.format(
                Locale.ROOT,
                "ecs-retry: up to %,d queries, from the newest day back, until --limit is reached; --family needs few",
                queries));
        AtomicInteger days = new AtomicInteger();
        return day -> {
            if (days.incrementAndGet() % REPORTED_DAYS == 0) {
                terminal.tell("ecs-retry: back to " + day);
            }
        };
    }

    private String noSuchJobs(TimeRange range, Viewer viewer) {
        boolean onlyOpen = !states.isEmpty() && states.stream().allMatch(AskedState::open);
        if (onlyOpen) {
            return "No such jobs" + (sinceIsGiven() ? " since " + viewer.time(range.since()) : "")
                    + ". 'ecs-retry pending' lists everything that waits or runs.";
        }
        boolean needsFamily = family() == null
                && (states.isEmpty() || states.contains(AskedState.SUCCEEDED) || states.contains(AskedState.OBSERVED));
        return "No such jobs since " + viewer.time(range.since()) + "."
                + (needsFamily
                        ? " Jobs that succeeded at once, and jobs that a policy only observes, are listed only with --family."
                        : "");
    }
}
