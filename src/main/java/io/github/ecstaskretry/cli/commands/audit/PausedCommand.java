package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.AuditJson;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.text.Table;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.core.history.Pause;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;

@Command(
        name = "paused",
        header = "List the pauses: which retries are held back, by whom, until when and why.",
        description = "'ecs-retry pause' begins a pause, 'ecs-retry resume' ends it.",
        footer = {"./ecs-retry paused", "./ecs-retry paused --json | jq -r '.pauses[].scope'"})
public final class PausedCommand extends AuditCommand {

    @Override
    int answer(Viewer viewer) {
        return ask(table -> answer(table, viewer));
    }

    private int answer(AuditTable table, Viewer viewer) {
        List<Pause> pauses = table.slowdowns(List.of(), viewer.now()).pauses();
        if (json()) {
            viewer.println(AuditJson.paused(pauses));
        } else if (pauses.isEmpty()) {
            viewer.println("Nothing is paused.");
        } else {
            print(pauses, viewer);
        }
        return ExitCode.OK;
    }

    private static void print(List<Pause> pauses, Viewer viewer) {
        Table table = new Table("SCOPE", "SINCE", "UNTIL", "BY", "WHY")
                .whole("SCOPE", "SINCE", "UNTIL")
                .leavingOut("BY", "SINCE", "UNTIL")
                .endingInProse();
        pauses.forEach(pause -> table.row(
                Table.cell(Text.printable(pause.scope()), Style.bold),
                viewer.cell(pause.at()),
                pause.until() == null ? Table.cell("resumed") : viewer.cell(pause.until()),
                Table.cell(Text.printable(pause.by())),
                Table.cell(Text.printable(pause.reason()))));
        table.print(viewer.terminal());
    }
}
