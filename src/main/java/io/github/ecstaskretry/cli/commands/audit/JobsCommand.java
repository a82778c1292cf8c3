package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.AskedState;
import io.github.ecstaskretry.cli.audit.JobFilter;
import io.github.ecstaskretry.cli.audit.JobListing;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.audit.json.JobsJson;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.CountConverter;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.format.Timestamps;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists jobs. */
@Command(
        name = "jobs",
        header = "List jobs, the newest first.",
        description = {
            "With --family every job of that family. Without it the jobs that wait, are in flight, or needed more than a"
                    + " first-time success; not those that are only observed. Queries indexes and scans nothing.",
            "What waits or is in flight is listed however long ago it stopped, unless --since is given; with --family only where"
                    + " --state asks for it.",
            "With --until and --family a job is listed that had a stop in the time asked about, even if it went on later; without"
                    + " --family only if its last stop lies in that time.",
            "A terminal that is too narrow for all columns is not shown CLUSTER, then TOOK, ATTEMPTS, LAST STOP and CAUSE;"
                    + " where there is no room for STATE a job has two lines. --json has them all."
        },
        footer = {
            "./ecs-retry jobs --since 24h",
            "./ecs-retry jobs --family etl-orders --state EXHAUSTED,FAILED --since 2026-11-01",
            "./ecs-retry jobs --json | jq -r '.jobs[].jobId'"
        })
public final class JobsCommand extends PeriodCommand {

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            converter = ClusterConverter.class,
            description = "Only this cluster, by its name or ARN.")
    private @Nullable String cluster;

    @Option(
            names = {"--outcome", "--state"},
            paramLabel = "STATE",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}. RECOVERED is SUCCEEDED after more than one attempt.")
    private List<AskedState> states = List.of();

    @Option(
            names = "--cause",
            paramLabel = "CAUSE",
            converter = CauseConverter.class,
            completionCandidates = CauseConverter.class,
            description = "Only jobs whose last attempt had this cause; 'ecs-retry causes' lists them.")
    private @Nullable String cause;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "50",
            description =
                    "So many jobs, and those that stopped in the same millisecond as the last; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--json",
            description =
                    "{\"version\",\"since\",\"until\",\"jobs\":[{\"jobId\",\"state\",…}],\"more\",\"next\"}; see docs/audit.md.")
    private boolean json;

    public JobsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int answer(AuditTable table, TimeRange range, Viewer viewer) {
        JobFilter filter = new JobFilter(family(), cluster, states, cause);
        Terminal terminal = viewer.terminal();
        DayProgress progress = new DayProgress(terminal, AuditTable.queriesForWhatEnded(filter, range));
        JobListing listing = JobListing.of(
                table.newestFirst(filter, range, openSince(range), limit, progress),
                upToDate(table),
                filter,
                limit,
                viewer.now());
        if (json) {
            terminal.out().println(JobsJson.write(listing, range, viewer.now()));
        } else if (listing.jobs().isEmpty()) {
            terminal.out().println(nothing(table, range, viewer.moments()));
        } else {
            new JobsTable(viewer).print(listing.jobs());
            if (listing.next() != null) {
                terminal.out().println("There are more: --until " + Timestamps.format(listing.next()));
            }
        }
        return ExitCode.OK;
    }

    private String nothing(AuditTable table, TimeRange range, Moments moments) {
        if (Emptiness.of(table)) {
            return Emptiness.EXPLAINED;
        }
        boolean ended = states.isEmpty()
                || states.stream().anyMatch(asked -> !asked.state().open());
        String found =
                ended || sinceIsGiven() ? "No such jobs since " + moments.time(range.since()) + "." : "No such jobs.";
        if (!ended) {
            return found + " 'ecs-retry pending' lists everything that waits or is in flight.";
        }
        return found
                + (family() == null && mayBeWithAFamilyOnly()
                        ? " Those that succeeded at once, and those that are only observed, are listed with --family only."
                        : "");
    }

    private boolean mayBeWithAFamilyOnly() {
        return states.isEmpty() || states.contains(AskedState.SUCCEEDED) || states.contains(AskedState.OBSERVED);
    }

    /** Nobody who asks what is running means only what stopped lately. */
    private Instant openSince(TimeRange range) {
        return sinceIsGiven() ? range.since() : Instant.EPOCH;
    }
}
