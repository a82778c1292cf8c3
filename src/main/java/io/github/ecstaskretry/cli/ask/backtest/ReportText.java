package io.github.ecstaskretry.cli.ask.backtest;

import io.github.ecstaskretry.cli.ask.backtest.ComparisonReport.Section;
import io.github.ecstaskretry.cli.text.Table;
import io.github.ecstaskretry.cli.text.Terminal;
import java.util.List;
import picocli.CommandLine.Help.Ansi.Style;

/** The report on a terminal. */
public record ReportText(Terminal terminal) {

    /** Prints the report. The reason for a failure comes last. */
    public void print(ComparisonReport report, List<String> failures) {
        terminal.out().println(report.summary());
        report.sections().forEach(this::print);
        if (!failures.isEmpty()) {
            terminal.out().println();
            failures.forEach(failure -> terminal.out().println(terminal.paint("FAILED", Style.fg_red) + " " + failure));
        }
    }

    private void print(Section section) {
        terminal.out().println();
        terminal.out().println(terminal.paint(section.title(), Style.bold));
        if (!section.rows().isEmpty()) {
            Table table = new Table(section.headings().toArray(String[]::new)).whole("JOB", "ATTEMPT");
            section.rows()
                    .forEach(row -> table.row(row.stream().map(Table::cell).toArray(Table.Cell[]::new)));
            table.print(terminal);
        }
        section.notes().forEach(terminal::say);
    }
}
