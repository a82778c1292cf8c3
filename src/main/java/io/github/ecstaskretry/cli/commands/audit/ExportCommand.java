package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.audit.json.AttemptExport;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.CountConverter;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.text.Terminal;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes attempts for other programs. */
@Command(
        name = "export",
        header = "Write attempts, with every attribute, as lines of JSON or CSV.",
        description = {
            "With --family queries the index by-family, then each job; a job is written whole. Without it SCANS the table, which costs"
                    + " what the table holds. Attempts come in no order."
        },
        footer = {
            "./ecs-retry export --since 30d --format csv > attempts.csv",
            "./ecs-retry export --family etl-orders --json | jq -r .cause | sort | uniq -c"
        })
public final class ExportCommand extends PeriodCommand {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = ExportConverter.class,
            completionCandidates = ExportConverter.class,
            description = "${COMPLETION-CANDIDATES}; default: jsonl.")
    private @Nullable AttemptExport format;

    @Option(names = "--json", description = "The same as --format jsonl.")
    private boolean json;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "At most so many attempts.")
    private @Nullable Integer limit;

    public ExportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int answer(AuditTable table, TimeRange range, Viewer viewer) {
        Terminal terminal = viewer.terminal();
        AttemptExport written = format();
        written.heading().ifPresent(heading -> terminal.out().print(heading + written.end()));
        Iterator<Map<String, Object>> items = items(table, range, terminal);
        for (int count = 0; (limit == null || count < limit) && items.hasNext(); count++) {
            terminal.out().print(written.line(items.next()) + written.end());
        }
        return ExitCode.OK;
    }

    private AttemptExport format() {
        if (json && format == AttemptExport.CSV) {
            throw new InputError("--json and --format csv exclude each other: --json is --format jsonl");
        }
        return format == null ? AttemptExport.JSONL : format;
    }

    private Iterator<Map<String, Object>> items(AuditTable table, TimeRange range, Terminal terminal) {
        String family = family();
        return family == null
                ? table.scanItems(range, new ScanProgress(terminal, "the table; --family queries it instead"))
                : table.itemsOfFamily(family, range);
    }
}
