package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.ask.backtest.Comparison;
import io.github.ecstaskretry.cli.ask.backtest.ComparisonJson;
import io.github.ecstaskretry.cli.ask.backtest.ComparisonReport;
import io.github.ecstaskretry.cli.ask.backtest.ExportedAttempts;
import io.github.ecstaskretry.cli.ask.backtest.FailOn;
import io.github.ecstaskretry.cli.ask.backtest.Findings;
import io.github.ecstaskretry.cli.ask.backtest.JobCollector;
import io.github.ecstaskretry.cli.ask.backtest.ReportMarkdown;
import io.github.ecstaskretry.cli.ask.backtest.ReportText;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.commands.arguments.InputFile;
import io.github.ecstaskretry.cli.commands.arguments.PolicyInput;
import io.github.ecstaskretry.cli.commands.arguments.PolicyInput.LoadedPolicy;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        header = "Decide recorded attempts again, by an old and a new policy file, and show what changes.",
        description = {
            "Replays each attempt through the function's own code, from the facts that were known at the time. The old file must"
                    + " give each recorded verdict; the report begins with those that it does not give. Then it shows what the new"
                    + " file would change: jobs no longer retried, and which of them had recovered; jobs newly retried, and how"
                    + " often jobs with that cause recovered; other delays, deadlines and ends.",
            "",
            "Reads the table, or with --from the output of 'ecs-retry export --json', which needs no access to AWS."
        },
        exitCodeList = {
            "0:compared; no condition of --fail-on holds",
            "1:a condition of --fail-on holds",
            "2:a file or the table cannot be read"
        },
        footer = {
            "./ecs-retry policy compare deployed.yaml changed.yaml --since 30d --table ecs-task-retry-attempts",
            "./ecs-retry policy compare deployed.yaml changed.yaml --from attempts.jsonl --fail-on 'lost-recoveries,new-retries>20'",
            "./ecs-retry policy compare built-in changed.yaml --from attempts.jsonl --markdown"
        })
public final class CompareCommand extends PeriodCommand {

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "The policy file that decided the attempts; 'built-in' for the built-in policy.")
    private Path old = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The policy file to compare it with.")
    private Path changed = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Exported attempts instead of the table, also compressed by gzip; - is standard input.")
    private @Nullable Path from;

    @Option(names = "--markdown", description = "Print Markdown, for a comment on a pull request.")
    private boolean markdown;

    @Option(
            names = "--fail-on",
            paramLabel = "CONDITIONS",
            description = "Exit with 1 if there is any of these, or more than a number of them, such as new-retries>20;"
                    + " separated by commas: lost-recoveries, lost-retries, new-retries, other-ends, changes, not-reproduced,"
                    + " tags-not-recorded.")
    private @Nullable String failOn;

    @Override
    int answer(Viewer viewer) {
        if (from == null) {
            TimeRange range = range(viewer);
            return ask(table -> answer(table, range, viewer));
        }
        if (sinceIsGiven() || family() != null) {
            throw new InputError("--from compares the whole file; give --since and --family to 'ecs-retry export'");
        }
        Run run = new Run(viewer);
        List<String> problems = new ArrayList<>();
        try (InputStream content = open(from, viewer)) {
            ExportedAttempts.read(content, run.collector::add, problems::add);
        } catch (IllegalArgumentException e) {
            throw new InputError("'" + from + "': " + e.getMessage(), e);
        } catch (IOException e) {
            throw new InputError("'" + from + "' cannot be read: " + e.getMessage(), e);
        }
        run.collector.finish(jobId -> List.of());
        reportLeftOut("", problems);
        return run.report();
    }

    private static InputStream open(Path file, Viewer viewer) {
        return file.equals(Path.of("-")) ? viewer.terminal().in() : InputFile.stream(file);
    }

    private int answer(AuditTable table, TimeRange range, Viewer viewer) {
        Run run = new Run(viewer);
        table.kept(family(), range, () -> viewer.scanProgress("the table")).forEach(run.collector::add);
        run.collector.finish(table::kept);
        return run.report();
    }

    /** One comparison. Reads the policy files and the conditions before anything else. */
    private final class Run {

        private final LoadedPolicy before = PolicyInput.loaded(old);
        private final LoadedPolicy after = PolicyInput.loaded(changed);
        private final List<FailOn> conditions =
                failOn == null ? List.of() : argument(() -> FailOn.parse(String.valueOf(failOn)));
        private final Comparison comparison =
                new Comparison(before.policies(), before.version(), after.policies(), BuiltInCatalogue.CATALOGUE);
        private final JobCollector collector = new JobCollector(comparison::add);
        private final Viewer viewer;

        Run(Viewer viewer) {
            if (markdown && json()) {
                throw new InputError("give either --json or --markdown");
            }
            this.viewer = viewer;
        }

        int report() {
            Findings findings = comparison.findings();
            List<String> failures = FailOn.failures(conditions, findings);
            if (json()) {
                viewer.println(ComparisonJson.write(before.file(), after.file(), findings, failures)
                        .toPrettyString());
            } else if (markdown) {
                viewer.terminal()
                        .out()
                        .print(ReportMarkdown.write(
                                before.file(), after.file(), new ComparisonReport(findings), failures));
            } else {
                new ReportText(viewer.terminal()).print(new ComparisonReport(findings), failures);
            }
            return failures.isEmpty() ? ExitCode.OK : ExitCode.NO;
        }
    }
}
