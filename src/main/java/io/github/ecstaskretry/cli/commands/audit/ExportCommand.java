package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.AttemptExport;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        header = "Write attempts, with every attribute, as lines of JSON or CSV.",
        description = {
            "With --family, queries the index by-family and then reads every attempt of each job. Without it, SCANS the"
                    + " table; the cost grows with the size of the table. Attempts come in no order."
        },
        footer = {
            "./ecs-retry export --since 30d --format csv > attempts.csv",
            "./ecs-retry export --family etl-orders --json | jq -r .cause | sort | uniq -c"
        })
public final class ExportCommand extends PeriodCommand {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: jsonl, as with --json.")
    private @Nullable AttemptExport format;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Converters.Count.class,
            description = "Write at most this many attempts.")
    private @Nullable Integer limit;

    @Override
    int answer(Viewer viewer) {
        TimeRange range = range(viewer);
        return ask(table -> answer(table, range, viewer));
    }

    private int answer(AuditTable table, TimeRange range, Viewer viewer) {
        if (json() && format == AttemptExport.CSV) {
            throw new InputError("give either --json, which is --format jsonl, or --format csv");
        }
        Consumer<Map<String, Object>> export = (format == null ? AttemptExport.JSONL : format)
                .to(viewer.terminal().out());
        table.items(family(), range, () -> viewer.scanProgress("the table"))
                .limit(limit == null ? Long.MAX_VALUE : limit)
                .forEach(export);
        return ExitCode.OK;
    }
}
