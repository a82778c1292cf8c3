package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.audit.TimeText;
import io.github.ecstaskretry.cli.audit.WholeJobs;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command about the jobs of a period, of one family or of all. */
abstract class PeriodCommand extends AuditCommand {

    static final String EMPTY_TABLE =
            "The table is empty: no stopped task has been recorded yet, or none since DynamoDB"
                    + " last counted its items, which it does about every six hours.";

    /** Clocks differ: a recent stop may be ahead of this machine's clock. */
    private static final Duration LEEWAY = Duration.ofMinutes(5);

    /** Nothing is older than the software, so no earlier day needs a query. */
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private static final String DEFAULT_SINCE = "7d";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Stops from this time on, such as 1h30m, 7d, today, yesterday, 02:00, 2026-11-01 or"
                    + " 2026-11-01T06:00:00Z; default: "
                    + DEFAULT_SINCE + ".")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Stops before this time, in the same forms; default: now.")
    private @Nullable String until;

    @Option(
            names = "--family",
            paramLabel = "FAMILY",
            converter = Converters.Family.class,
            description = "Only jobs of this task definition family.")
    private @Nullable String family;

    /** Throws an {@link InputError} if the options are no period. */
    final TimeRange range(Viewer viewer) {
        return argument(() -> range(viewer.now(), viewer.zone()));
    }

    private TimeRange range(Instant now, ZoneId zone) {
        Instant latest = now.plus(LEEWAY);
        Instant from = TimeText.parse(since == null ? DEFAULT_SINCE : since, now, zone);
        Instant to = until == null ? latest : TimeText.parse(until, now, zone);
        if (!to.isAfter(BEGINNING)) {
            throw new IllegalArgumentException(
                    "--until: nothing was recorded before " + BEGINNING + ", found '" + until + "'");
        }
        return new TimeRange(from.isBefore(BEGINNING) ? BEGINNING : from, to.isBefore(latest) ? to : latest);
    }

    /** Null means all families. */
    final @Nullable String family() {
        return family;
    }

    final boolean sinceIsGiven() {
        return since != null;
    }

    /** Finds the newest attempt of an attempt's job. It can be another one only if the period ends before now. */
    final UnaryOperator<ListedAttempt> upToDate(AuditTable table) {
        return until == null
                ? UnaryOperator.identity()
                : attempt -> table.newest(attempt.id().jobId()).orElse(attempt);
    }

    /**
     * Every attempt of the period, followed by the other attempts of jobs that started before or went on after it, each with a query.
     * Queries a family; scans all families and says so.
     */
    final Stream<ListedAttempt> everyAttempt(AuditTable table, TimeRange range, Viewer viewer) {
        Stream<ListedAttempt> attempts = family == null
                ? table.scan(range, viewer.scanProgress("the index by-family"))
                : table.ofFamily(family, range);
        return WholeJobs.of(attempts, table::attempts, until != null);
    }

    static String noJobs(AuditTable table, TimeRange range, Viewer viewer) {
        return table.seemsEmpty() ? EMPTY_TABLE : "No jobs since " + viewer.time(range.since()) + ".";
    }
}
